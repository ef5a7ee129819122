using Orleans.Concurrency;

namespace Selvedge.Engine.Tests;

public sealed class Messages : IAsyncLifetime
{
    private Cluster cluster = null!;

    private IMessageGrain Grain => cluster.Grains.GetGrain<IMessageGrain>("one");

    public async Task InitializeAsync() => cluster = await Cluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    private static Folder Folder() => new()
    {
        Lines = new(StringComparer.OrdinalIgnoreCase) { ["a"] = new("navy", [1, 2], new(2026, 3, 2), Size.Large) { Remarks = ["late"] } },
        Pairs = [new([1], [2])],
        Stamp = new("me", [1]),
        Data = new byte[] { 1, 2, 3 },
        Shape = new Round([7], [8]),
    };

    [Fact]
    public async Task Arguments_arrive_whole()
    {
        await Grain.Keep(Folder());
        var kept = await Grain.Kept();

        var line = kept.Lines["A"]!;
        Assert.Equal(("navy", 3, new DateOnly(2026, 3, 2), Size.Large, "late"), (line.Colour, line.Total, line.Day, line.Size, line.Remarks.Single()));
        Assert.Equal(2, kept.Pairs.Single().Right[0]);
        Assert.Equal([1, 2, 3], kept.Data.ToArray());
        Assert.Equal(8, Assert.IsType<Round>(kept.Shape).Fill[0]);
        Assert.Equal("me", kept.Stamp!.By);
    }

    [Fact]
    public async Task What_the_caller_changes_afterwards_does_not_reach_the_grain()
    {
        var mine = Folder();
        var data = new byte[] { 1 };
        mine.Data = data;
        await Grain.Keep(mine);
        mine.Lines["a"]!.Quantities[0] = 9;
        mine.Lines["a"]!.Remarks.Clear();
        mine.Lines.Add("b", null);
        mine.Pairs[0].Left[0] = 9;
        mine.Shape!.Points[0] = 9;
        data[0] = 9;

        var kept = await Grain.Kept();
        Assert.Equal(["late"], Assert.Single(kept.Lines).Value!.Remarks);
        Assert.Equal((1, 1, 7, 1), (kept.Lines["a"]!.Quantities[0], kept.Pairs[0].Left[0], kept.Shape!.Points[0], kept.Data.Span[0]));
    }

    [Fact]
    public async Task What_the_grain_changes_afterwards_does_not_reach_the_caller()
    {
        await Grain.Keep(Folder());
        var mine = await Grain.Kept();
        await Grain.SpoilKept();

        Assert.Equal(1, mine.Lines["a"]!.Quantities[0]);
    }

    [Fact]
    public async Task Arrays_and_tuples_are_copied()
    {
        int[] numbers = [1];
        byte[] data = [1];
        int[] inTuple = [1];
        Assert.Equal(3, await Grain.SpoilArray(numbers, data, (inTuple, "")));

        Assert.Equal((1, 1, 1), (numbers[0], data[0], inTuple[0]));
    }

    [Fact]
    public async Task Immutable_values_are_handed_over_as_they_are()
    {
        var stamp = new Stamp("me", [1]);
        await Grain.KeepStamp(stamp);
        Assert.True(await Grain.IsSame(stamp));

        int[] numbers = [1];
        await Grain.KeepInside(numbers.AsImmutable());
        Assert.True(await Grain.IsSameInside(new(numbers)));
    }

    [Fact]
    public async Task An_unmarked_type_is_refused_and_the_turn_does_not_run()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Grains.GetGrain<ITakingGrain>("one").TakeUnmarked(new("")));
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Grains.GetGrain<IGivingGrain>("one").GiveUnmarked());

        Assert.Empty(cluster.Script.Notes);
    }

    [Fact]
    public async Task An_unmarked_argument_spoils_the_whole_interface() =>
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Grains.GetGrain<ITakingGrain>("one").Name());

    [Fact]
    public async Task An_unmarked_value_inside_a_marked_one_is_refused()
    {
        await Grain.TakeHiding(new("text"));

        await Assert.ThrowsAnyAsync<Exception>(() => Grain.TakeHiding(new(new Unmarked(""))));
    }

    [Fact]
    public async Task A_reference_can_be_passed_on() =>
        Assert.Equal("two", await Grain.CallThrough(cluster.Grains.GetGrain<IMessageGrain>("two")));

    [Fact]
    public async Task References_to_one_grain_are_equal()
    {
        Assert.Equal(Grain, Grain);
        Assert.NotEqual(Grain, cluster.Grains.GetGrain<IMessageGrain>("two"));
        Assert.Equal("one", Grain.GetPrimaryKeyString());
        Assert.Equal("one", await Grain.Name());
    }

    [Fact]
    public async Task An_exception_reaches_the_caller()
    {
        Assert.Equal("at once", (await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.Throw("at once"))).Message);
        Assert.Equal("later", (await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.ThrowLater("later"))).Message);
        Assert.Equal("one", await Grain.Name());
    }

    [Fact]
    public async Task A_one_way_caller_does_not_wait()
    {
        await Grain.Tell("told");
        Assert.Empty(cluster.Script.Notes);

        cluster.Script.Open("told");
        await cluster.Script.Noted("told");
    }

    [Fact]
    public void An_interface_needs_exactly_one_class()
    {
        Assert.ThrowsAny<ArgumentException>(() => cluster.Grains.GetGrain<INobodysGrain>("one"));
        Assert.ThrowsAny<ArgumentException>(() => cluster.Grains.GetGrain<ITwofoldGrain>("one"));
        Assert.NotNull(cluster.Grains.GetGrain<ITwofoldGrain>("one", typeof(FirstGrain).FullName));
    }
}

public interface INobodysGrain : IGrainWithStringKey;

public interface ITwofoldGrain : IGrainWithStringKey;

public sealed class FirstGrain : Grain, ITwofoldGrain;

public sealed class SecondGrain : Grain, ITwofoldGrain;
