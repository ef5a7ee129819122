using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Selvedge.Engine;

/// <summary>
/// A silo in this process: its grain classes, their activations, and the way of each call to the right
/// one. Takes calls between start and stop. Thread-safe.
/// </summary>
internal sealed class Catalog : IGrainFactory, IAsyncDisposable
{
    private enum Stage { New, Running, Stopping, Stopped }

    private readonly GrainClass[] classes;
    private readonly ConcurrentDictionary<Type, (GrainClass Class, Func<GrainClass, string, GrainProxy> Reference)> bindings = new();
    private readonly Meter meter = new("Selvedge.Engine");
    private ITimer? collector;
    private volatile Stage stage;

    /// <param name="grainAssemblies">Where the grain classes are found.</param>
    /// <exception cref="InvalidOperationException">Two grain classes have the same name.</exception>
    public Catalog(
        IServiceProvider services, EngineOptions options, TimeProvider time, ILogger<Catalog> log, IEnumerable<Assembly> grainAssemblies)
    {
        Services = services;
        Options = options;
        Time = time;
        Log = log;
        FailedActivations = new FailedActivations(log);
        Timeouts = new ResponseTimeouts(options.ResponseTimeout, time);
        classes = grainAssemblies.Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && type.IsSubclassOf(typeof(Grain)))
            .Select(type => new GrainClass(this, type))
            .ToArray();
        if (classes.GroupBy(each => each.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Several grain classes are named '{twice.Key}': {Names(twice)}.");
        meter.CreateObservableGauge("selvedge.engine.activations", () => classes.Sum(each => each.Count));
        meter.CreateObservableCounter("selvedge.engine.calls", () => Timeouts.CallsSoFar, description: "Calls that wait, or waited, for an answer.");
    }

    public IServiceProvider Services { get; }

    public EngineOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger<Catalog> Log { get; }

    public FailedActivations FailedActivations { get; }

    public ResponseTimeouts Timeouts { get; }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        if (grainClassNamePrefix is not null || !bindings.TryGetValue(typeof(TGrainInterface), out var binding))
            binding = Bind(typeof(TGrainInterface), grainClassNamePrefix);
        return (TGrainInterface)(object)binding.Reference(binding.Class, primaryKey);
    }

    private (GrainClass, Func<GrainClass, string, GrainProxy>) Bind(Type grainInterface, string? prefix)
    {
        if (!grainInterface.IsInterface)
            throw new ArgumentException($"{grainInterface} is not an interface.");
        var candidates = classes.Where(each => grainInterface.IsAssignableFrom(each.Type)
            && (prefix is null || each.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))).ToArray();
        if (candidates.Length != 1)
            throw new ArgumentException(candidates.Length == 0
                ? $"No grain class implements {grainInterface}."
                : $"Several grain classes implement {grainInterface}: {Names(candidates)}.");
        var binding = (candidates[0], GrainProxy.Factory(grainInterface));
        if (prefix is null)
            bindings.TryAdd(grainInterface, binding);
        return binding;
    }

    private static string Names(IEnumerable<GrainClass> classes) => string.Join(", ", classes.Select(each => each.Type.FullName));

    /// <summary>Brings the call to its grain's activation, making one if there is none.</summary>
    public void Send(Call call)
    {
        // A turn that is under way at the stop may still call what lives, so that it can end well.
        var activation = stage == Stage.Running ? call.GrainClass.GetOrAdd(call.Key)
            : stage == Stage.Stopping && Activation.Current is not null ? call.GrainClass.Find(call.Key)
            : null;
        if (activation is not null)
            activation.Scheduler.Enqueue(call);
        else
            call.Fail(new SiloUnavailableException(stage == Stage.New ? "The silo has not started." : "The silo is stopping."));
    }

    public void Start()
    {
        stage = Stage.Running;
        using (ExecutionContext.SuppressFlow())
            collector = Time.CreateTimer(_ => Collect(), null, Options.CollectionQuantum, Options.CollectionQuantum);
        Timeouts.Start();
    }

    private void Collect()
    {
        foreach (var activation in classes.SelectMany(each => each.Activations))
            activation.Collect(Options.CollectionAge);
    }

    /// <summary>Takes no new calls, lets running turns end, and deactivates all; gives up at the limit.</summary>
    public async Task StopAsync(CancellationToken limit)
    {
        if (stage != Stage.Running)
            return;
        stage = Stage.Stopping;
        try
        {
            // Again, for a call may just have made one.
            while (classes.SelectMany(each => each.Activations).ToArray() is { Length: > 0 } alive)
                await Task.WhenAll(alive.Select(each => each.EndAsync(
                    new(DeactivationReasonCode.ShuttingDown, "The silo is stopping.")))).WaitAsync(limit);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.StoppedAtLimit(classes.Sum(each => each.Count));
        }
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        stage = Stage.Stopped;
        if (collector is not null)
            await collector.DisposeAsync();
        Timeouts.Stop();
        meter.Dispose();
    }
}
