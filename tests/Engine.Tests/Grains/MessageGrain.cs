using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Selvedge.Engine.Tests;

public enum Size { Small, Large }

[GenerateSerializer]
public sealed record Line(string Colour, int[] Quantities, DateOnly? Day, Size Size)
{
    [Id(0)] public List<string> Remarks { get; init; } = [];

    public int Total => Quantities.Sum();
}

[GenerateSerializer, Immutable]
public sealed record Stamp(string By, int[] Marks);

[GenerateSerializer]
public abstract record Shape(int[] Points);

[GenerateSerializer]
public sealed record Round(int[] Points, byte[] Fill) : Shape(Points);

[GenerateSerializer]
public readonly record struct Pair(int[] Left, int[] Right);

[GenerateSerializer]
public sealed class Folder
{
    [Id(0)] public Dictionary<string, Line?> Lines { get; set; } = [];

    [Id(1)] public ImmutableArray<Pair> Pairs { get; set; } = [];

    [Id(2)] public Stamp? Stamp { get; set; }

    [Id(3)] public ReadOnlyMemory<byte> Data { get; set; }

    [Id(4)] public Shape? Shape { get; set; }
}

public sealed record Unmarked(string Text);

[GenerateSerializer]
public sealed record Hiding(object Value);

public interface IMessageGrain : IGrainWithStringKey
{
    Task Keep(Folder folder);

    Task<Folder> Kept();

    Task SpoilKept();

    Task<bool> IsSame(Stamp stamp);

    Task KeepStamp(Stamp stamp);

    Task<bool> IsSameInside(Immutable<int[]> value);

    Task KeepInside(Immutable<int[]> value);

    Task<int> SpoilArray(int[] numbers, byte[] data, (int[] A, string B) tuple);

    Task TakeHiding(Hiding value);

    Task<string> CallThrough(IMessageGrain other);

    Task<string> Name();

    Task Throw(string message);

    Task ThrowLater(string message);

    Task<string?> ReadContext(string key);

    Task<string?> ReadContextThrough(string key, string other);

    Task SetContext(string key, string value);

    [OneWay] Task Tell(string what);

    Task WaitForCancellation(CancellationToken token);
}

public sealed class MessageGrain(Script script) : Grain, IMessageGrain
{
    private Folder kept = new();
    private Stamp? stamp;
    private int[]? inside;

    public Task Keep(Folder folder)
    {
        kept = folder;
        return Task.CompletedTask;
    }

    public Task<Folder> Kept() => Task.FromResult(kept);

    public Task SpoilKept()
    {
        foreach (var line in kept.Lines.Values)
            line!.Quantities[0] = -1;
        return Task.CompletedTask;
    }

    public Task KeepStamp(Stamp stamp)
    {
        this.stamp = stamp;
        return Task.CompletedTask;
    }

    public Task<bool> IsSame(Stamp stamp) => Task.FromResult(ReferenceEquals(stamp, this.stamp));

    public Task KeepInside(Immutable<int[]> value)
    {
        inside = value.Value;
        return Task.CompletedTask;
    }

    public Task<bool> IsSameInside(Immutable<int[]> value) => Task.FromResult(ReferenceEquals(value.Value, inside));

    public Task<int> SpoilArray(int[] numbers, byte[] data, (int[] A, string B) tuple)
    {
        numbers[0] = data[0] = 9;
        tuple.A[0] = 9;
        return Task.FromResult(numbers.Length + data.Length + tuple.A.Length);
    }

    public Task TakeHiding(Hiding value) => Task.CompletedTask;

    public Task<string> CallThrough(IMessageGrain other) => other.Name();

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public Task Throw(string message) => throw new InvalidOperationException(message);

    public async Task ThrowLater(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public async Task<string?> ReadContext(string key)
    {
        await Task.Yield();
        return (string?)RequestContext.Get(key);
    }

    public Task<string?> ReadContextThrough(string key, string other) =>
        GrainFactory.GetGrain<IMessageGrain>(other).ReadContext(key);

    public Task SetContext(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public async Task Tell(string what)
    {
        await script.Gate(what);
        script.Note(what);
        throw new InvalidOperationException("Nobody hears of this.");
    }

    public async Task WaitForCancellation(CancellationToken token)
    {
        script.Note("waits");
        var scheduler = TaskScheduler.Current;
        using var _ = token.Register(() => script.Note(TaskScheduler.Current == scheduler ? "cancelled in a turn" : "cancelled elsewhere"));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }
        finally
        {
            script.Note("ended");
        }
    }
}

public interface ITakingGrain : IGrainWithStringKey
{
    Task TakeUnmarked(Unmarked value);

    Task<string> Name();
}

public sealed class TakingGrain(Script script) : Grain, ITakingGrain
{
    public Task TakeUnmarked(Unmarked value)
    {
        script.Note("ran");
        return Task.CompletedTask;
    }

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());
}

public interface IGivingGrain : IGrainWithStringKey
{
    Task<Unmarked> GiveUnmarked();
}

public sealed class GivingGrain : Grain, IGivingGrain
{
    public Task<Unmarked> GiveUnmarked() => Task.FromResult(new Unmarked(""));
}
