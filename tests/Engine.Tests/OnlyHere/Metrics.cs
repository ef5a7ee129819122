using System.Diagnostics.Metrics;

namespace Selvedge.Engine.Tests.OnlyHere;

/// <summary>The engine's own instruments; a real silo has others.</summary>
public sealed class Metrics
{
    [Fact]
    public async Task Calls_and_living_activations_are_counted()
    {
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Selvedge.Engine")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));

        await using var cluster = await Cluster.StartAsync();
        for (var i = 0; i < 7; i++)
            await cluster.Grains.GetGrain<ITurnGrain>($"grain {i % 3}").Value();
        listener.Start();
        listener.RecordObservableInstruments();

        // Other tests' silos have the same instruments.
        Assert.True(seen["selvedge.engine.activations"] >= 3);
        Assert.True(seen["selvedge.engine.calls"] >= 7);

        void Add(Instrument instrument, long value)
        {
            seen[instrument.Name] = seen.GetValueOrDefault(instrument.Name) + value;
        }
    }
}
