using System.Globalization;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Samples;

/// <summary>What is asked for.</summary>
/// <param name="Size">Null for none.</param>
/// <param name="EventsPerSecond">Of the simulator, in all; 0 is off.</param>
internal sealed record SampleOptions(SampleSize? Size, int Seed, double EventsPerSecond)
{
    private const double Gently = 1;
    private const double AtMost = 100;

    /// <summary>From Selvedge:Sample, Selvedge:SampleSeed and Selvedge:Simulator:EventsPerSecond. By itself only the season moves.</summary>
    /// <exception cref="ArgumentException">A setting says something that is not possible.</exception>
    public static SampleOptions Of(IConfiguration configuration)
    {
        var size = SampleSize.Find(configuration["Selvedge:Sample"]);
        // It speaks for people by their names, which nobody may where people sign in.
        var isNamed = SignInOptions.Of(configuration) is null;
        var events = size == SampleSize.Season && isNamed ? Gently : 0;
        if (configuration["Selvedge:Simulator:EventsPerSecond"] is { Length: > 0 } said
            && (!double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out events) || events is not (>= 0 and <= AtMost)))
            throw new ArgumentException($"Selvedge:Simulator:EventsPerSecond is '{said}'; expected 0 to {AtMost}.", nameof(configuration));
        if (events > 0 && !isNamed)
            throw new ArgumentException("Selvedge:Simulator:EventsPerSecond is for a node without Selvedge:SignIn.", nameof(configuration));
        return new SampleOptions(size, configuration.GetValue("Selvedge:SampleSeed", 1), events);
    }
}

/// <summary>Data to look at, and somebody who keeps it moving.</summary>
public static class SampleServices
{
    /// <summary>Seeds and simulates as the configuration says; a <see cref="SampleProgress"/> tells how far it is.</summary>
    /// <exception cref="ArgumentException">A setting says something that is not possible.</exception>
    public static IServiceCollection AddSamples(this IServiceCollection services, IConfiguration configuration)
    {
        var options = SampleOptions.Of(configuration);
        services.AddSingleton(options).AddSingleton<SampleProgress>().AddHostedService<SampleSeeder>();
        if (options.EventsPerSecond > 0)
            services.AddHostedService<SeasonSimulator>();
        return services;
    }
}
