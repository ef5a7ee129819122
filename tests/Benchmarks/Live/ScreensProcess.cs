using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Selvedge.Benchmarks.Servers;

namespace Selvedge.Benchmarks.Live;

/// <summary>Screens in a process of their own, so that nothing of theirs is in the memory of the server that they follow. Ready once each has its first frame.</summary>
internal static class ScreensProcess
{
    /// <summary>As the program's first argument: follow until told to stop.</summary>
    public const string Name = "open-screens";

    private const string ServerVariable = "SELVEDGE_SCREENS_SERVER";
    private const string TopicsVariable = "SELVEDGE_SCREENS_TOPICS";

    public static Task<ServerProcess> StartAsync(Uri server, IEnumerable<string> topics) => ServerProcess.StartAsync(
        ["Selvedge.Benchmarks.dll", Name], new() { [ServerVariable] = server.ToString(), [TopicsVariable] = string.Join(' ', topics) }, "/ready");

    public static async Task RunAsync(Arguments arguments)
    {
        arguments.RefuseUnknown();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        var open = false;
        app.MapGet("/ready", () => open ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        await app.StartAsync();
        await using var screens = await Screens.OpenAsync(new Uri(Setting(ServerVariable)), Setting(TopicsVariable).Split(' '));
        open = true;
        await app.WaitForShutdownAsync();
    }

    private static string Setting(string variable) => Environment.GetEnvironmentVariable(variable) ?? throw new ArgumentException($"{variable} is not set.");
}
