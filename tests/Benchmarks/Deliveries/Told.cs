using Selvedge.Benchmarks.Measuring;

namespace Selvedge.Benchmarks.Deliveries;

/// <summary>What the steady endpoints heard in one slice, against what they were to hear.</summary>
/// <param name="Events">That were sent to the node.</param>
/// <param name="OtherId">Events that came to one endpoint under more than one id.</param>
/// <param name="OutOfSequence">Messages that first came after a later one of the same order.</param>
internal sealed record Told(Slice Slice, double Events, Latencies Ages, int Missing, int OtherId, int Repeated, int OutOfSequence)
{
    /// <summary>CPU of a message, without that of the events.</summary>
    /// <param name="untold">What events cost that are told to nobody.</param>
    public double MicrosecondsEach(Slice untold) => (Slice.Processor.TotalMicroseconds - untold.MicrosecondsEach * Events) / Slice.Operations;

    /// <param name="received">In the sequence of their arrival.</param>
    public static Told Of(List<Receipt> received, List<(int Endpoint, long Position)> expected, Slice slice, double events)
    {
        var ages = new Latencies();
        var ids = new Dictionary<(int, long), string>();
        var newest = new Dictionary<(int, string), long>();
        var (otherId, repeated, outOfSequence) = (0, 0, 0);
        foreach (var one in received)
        {
            if (!ids.TryAdd((one.Endpoint, one.Position), one.Id))
            {
                if (ids[(one.Endpoint, one.Position)] == one.Id)
                    repeated++;
                else
                    otherId++;
                continue;
            }

            ages.Add(one.Age);
            if (newest.GetValueOrDefault((one.Endpoint, one.Subject)) > one.Position)
                outOfSequence++;
            newest[(one.Endpoint, one.Subject)] = one.Position;
        }

        return new Told(slice, events, ages, expected.Count(e => !ids.ContainsKey(e)), otherId, repeated, outOfSequence);
    }
}
