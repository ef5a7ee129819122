using System.Collections.Immutable;
using Selvedge.Domain.TrackRecords;
using Xunit.Abstractions;

namespace Selvedge.Domain.Tests.TrackRecords;

public sealed class WeighingThePast(ITestOutputHelper output)
{
    [Fact]
    public void With_nothing_known_the_template_stands()
    {
        var past = new MilestonePast([], []);
        Assert.Equal(new Expectation(0, 0, 0, 0), past.Unhurried);
        Assert.Equal(PastBasis.Template, past.Basis);
        Assert.Equal(new Expectation(3, 3, 3, 0), past.Given(3));
    }

    [Fact]
    public void Few_outcomes_lean_on_the_category_and_many_speak_for_themselves()
    {
        int[] category = [.. Enumerable.Repeat(0, 50)];
        MilestonePast Late(int outcomes) => new([.. Enumerable.Repeat(9, outcomes)], [.. category]);

        Assert.Equal(0, Late(4).Unhurried.Usual);
        Assert.Equal(PastBasis.Category, Late(4).Basis);
        Assert.Equal(PastBasis.Vendor, Late(5).Basis);
        Assert.Equal(9, Late(7).Unhurried.Usual); // 7 against 5 of the category and 1 of the template
        Assert.Equal(23, Late(23).Unhurried.Outcomes);
    }

    [Fact]
    public void A_vendor_nobody_knows_is_expected_to_do_as_its_category_does() =>
        Assert.Equal(new Expectation(0, 6, 6, 0), new MilestonePast([], [6, 6, 6, 6]).Unhurried);

    [Fact]
    public void What_the_day_has_ruled_out_no_longer_counts()
    {
        // Nine of ten come on their day, the tenth three weeks later.
        var past = new MilestonePast([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 21, 21], []);
        Assert.Equal(0, past.Given(-5).Usual);
        Assert.Equal(0, past.Given(0).Usual);
        Assert.Equal(new Expectation(1, 21, 21, 2), past.Given(1));
        Assert.Equal(22, past.Given(22).Usual);
    }

    [Fact]
    public void A_vendor_that_is_usually_early_is_so_until_the_day_says_otherwise()
    {
        var past = new MilestonePast([-10, -10, -10, -10, -10, -10, 2], []);
        Assert.Equal(-10, past.Given(-30).Usual);
        Assert.Equal(0, past.Given(-9).Usual);
    }

    [Theory]
    [InlineData(1)]
    public void Every_quantile_is_that_of_the_outcomes_laid_side_by_side(int seed) => ForEach(seed, (random, own, category) =>
    {
        var passed = random.Next(-40, 60);
        var expected = new MilestonePast(Sorted(own), Sorted(category)).Given(passed);
        Assert.Equal(
            (SlowPast.Quantile(own, category, passed, 10), SlowPast.Quantile(own, category, passed, 50), SlowPast.Quantile(own, category, passed, 90)),
            (expected.Earliest, expected.Usual, expected.Latest));
        Assert.Equal(own.Count(day => day >= passed), expected.Outcomes);
    });

    [Theory]
    [InlineData(2)]
    public void The_more_days_have_passed_the_later_it_is_expected(int seed) => ForEach(seed, (_, own, category) =>
    {
        var past = new MilestonePast(Sorted(own), Sorted(category));
        var before = past.Given(-50);
        for (var passed = -49; passed < 60; passed++)
        {
            var now = past.Given(passed);
            Assert.True(now.Earliest >= before.Earliest && now.Usual >= before.Usual && now.Latest >= before.Latest);
            Assert.True(now.Earliest >= passed && now.Earliest <= now.Usual && now.Usual <= now.Latest);
            before = now;
        }
    });

    private void ForEach(int seed, Action<Random, int[], int[]> claim)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
            claim(random, SomePast.Days(random, 20), SomePast.Days(random, 60));
    }

    private static ImmutableArray<int> Sorted(int[] days) => [.. days.Order()];
}
