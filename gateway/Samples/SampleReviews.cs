using System.Collections.Immutable;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.Styles;

namespace Selvedge.Gateway.Samples;

/// <summary>Two line reviews per brand: one that was closed last week and one that is half way through. The same seed gives the same.</summary>
internal sealed class SampleReviews(int seed, DateOnly today, ImmutableArray<PersonSheet> people)
{
    private const int Closed = 10;
    private const int Open = 14;

    private static readonly string[] Adopted = ["A10", "F13", "B13"];
    private static readonly string[] WhyDropped = ["too near to last season's best seller", "no margin at 600 pieces a colour", "the mill gives up the base"];

    private static readonly string[] WhatElse =
    [
        "collar 3 mm lower, show both", "shell in 165 g instead of 180", "pocket bag in the body colour", "a shorter body, and the hem straight", "zip concealed, price it anew",
    ];

    public IEnumerable<SampleReview> Of(ImmutableArray<string> brands, IReadOnlyCollection<StyleSheet> styles)
    {
        foreach (var brand in brands)
        {
            var mine = styles.Where(s => s.Brand == brand && IsToBeAdopted(s)).ToArray();
            if (mine.Length == 0)
                continue;
            var (category, season) = mine.GroupBy(s => (s.Category, s.Season)).MaxBy(g => g.Count())!.Key;
            var looked = mine.Where(s => s.Category == category && s.Season == season).Select(s => s.Number).Order(StringComparer.Ordinal).ToArray();
            var leading = people.FirstOrDefault(p => p is { Side: "brand", Role: "manager" } && p.Brands.Contains(brand) && (p.Categories.IsEmpty || p.Categories.Contains(category)))
                ?? people.First(p => p.Id == SamplePeople.Director);
            var leader = new Author(leading.Id, leading.Role);
            var dice = new Random(Seeds.Of(seed, $"{brand} line review", 0));
            if (looked.Take(Closed).ToImmutableArray() is { IsEmpty: false } first)
                yield return new SampleReview(
                    $"LR-{brand}-1", new LineReviewSheet($"{season} first look", brand, season, category, today.AddDays(-6), first),
                    [.. first.Select(s => Say(s, leader, dice))], leader, IsClosed: true);
            if (looked.Skip(Closed).Take(Open).ToImmutableArray() is { IsEmpty: false } second)
                yield return new SampleReview(
                    $"LR-{brand}-2", new LineReviewSheet($"{season} second look", brand, season, category, today, second),
                    [.. second.Take(second.Length / 2).Select(s => Say(s, leader, dice))], leader, IsClosed: false);
        }
    }

    private static bool IsToBeAdopted(StyleSheet style) => style.TargetExFactory is not null && !style.Past.IsEmpty
        && !style.Past.Any(r => r.Classifier == Classifier.Actual && Adopted.Contains(r.Milestone));

    private static Judgement Say(string style, Author by, Random dice) => dice.Draw([60, 14, 26]) switch
    {
        0 => new Judgement(style, ReviewOutcome.Adopt, null, by),
        1 => new Judgement(style, ReviewOutcome.Drop, dice.Of<string>(WhyDropped), by),
        _ => new Judgement(style, ReviewOutcome.Revise, dice.Of<string>(WhatElse), by),
    };
}

internal sealed record SampleReview(string Id, LineReviewSheet Sheet, ImmutableArray<Judgement> Said, Author Leader, bool IsClosed);
