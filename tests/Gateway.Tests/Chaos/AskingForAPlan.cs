using Selvedge.Chaos;

namespace Selvedge.Gateway.Tests.Chaos;

public sealed class AskingForAPlan
{
    private static readonly string SomeDll = typeof(AskingForAPlan).Assembly.Location;

    [Fact]
    public void What_is_left_out_is_as_usual()
    {
        var asked = Options.Parse(["endurance"])!;
        Assert.Equal((300, 30, 1_000_000L, 7_200), (asked.Faults, asked.Pauses, asked.Events, asked.Seconds));
        Assert.Equal((3, 270), (Options.Parse(["pause-minute"])!.Faults, Options.Parse(["pause-minute"])!.Seconds));
        Assert.Equal(SomeDll, Options.Parse(["upgrade", "--before", SomeDll])!.Before);
    }

    [Fact]
    public void What_is_told_of_a_run_asks_for_the_same_again()
    {
        var asked = Options.Parse(["endurance", "--kills", "4", "--pauses", "2", "--events", "900", "--seconds", "60", "--seed", "5", "--save"])!;
        Assert.Equal("endurance --kills 4 --pauses 2 --events 900 --seconds 60 --seed 5 --save", asked.Arguments);
        Assert.Equal(asked, Options.Parse(asked.Arguments.Split(' ')));
    }

    [Theory]
    [InlineData("")]
    [InlineData("flood")]
    [InlineData("upgrade")]
    [InlineData("upgrade --before /nowhere/Selvedge.Gateway.dll")]
    [InlineData("kill --kills many")]
    [InlineData("kill --pauses 3")]
    [InlineData("pause --events 10")]
    [InlineData("endurance --kills")]
    public void What_makes_no_sense_is_refused(string asked) =>
        Assert.Null(Options.Parse(asked.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
