using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Discrepancies;

/// <summary>In what two statements about one line, or about one style, cannot both be right.</summary>
public enum DiscrepancyKind
{
    /// <summary>Two sources name different days on which the same happened.</summary>
    Dates,

    /// <summary>Something happened before what must come before it.</summary>
    Sequence,

    /// <summary>Something happened behind a gate that is not passed. Nobody settles it: it goes when the gate is passed or waived.</summary>
    Gate,

    /// <summary>Something happened while a side has not acknowledged a profile that was changed after the sealed sample. It goes with the answer.</summary>
    Profile,

    /// <summary>Two sources, or a source and the order, name quantities that differ by more than the brand tolerates.</summary>
    Quantities,

    /// <summary>One source says that it has happened; another, speaking later, still expects it on a later day.</summary>
    Status,

    /// <summary>Somebody has raised it by hand, in words of their own. It lasts until somebody settles it.</summary>
    Raised,
}

/// <summary>What one source says has happened, and when.</summary>
/// <param name="Quantity">Of <see cref="DiscrepancyKind.Quantities"/>: pieces or pairs.</param>
/// <param name="IsExpected">It has not happened yet: it is expected on that day.</param>
/// <param name="Says">Of <see cref="DiscrepancyKind.Raised"/>, in words; its date is the day on which it was raised.</param>
public sealed record Statement(string Milestone, string Source, DateOnly Date, int? Quantity = null, bool IsExpected = false, string? Says = null)
{
    /// <summary>The source of what was ordered.</summary>
    public const string Order = "purchase-order";
}

/// <summary>How somebody settled it.</summary>
/// <param name="Right">The statement that is right.</param>
/// <param name="By">Id of the person.</param>
public sealed record Resolution(Statement Right, string Reason, string By, DateTimeOffset At);

/// <summary>
/// Statements of one line or style that contradict each other. There is at most one of a kind, milestone and colour. What was not
/// raised by hand follows from the claims that are kept, and while these are all, but for when it was opened, from no order
/// in which they came.
/// </summary>
/// <param name="Milestone">Of <see cref="DiscrepancyKind.Sequence"/> the one that should have come first, of <see cref="DiscrepancyKind.Gate"/> the gate.</param>
/// <param name="Statements">What happened behind a gate; else at least two: of dates and quantities the newest of each source, by source, the order first; of a sequence what should come first, first; of a status what happened, first.</param>
/// <param name="Resolved">Null while it is open.</param>
/// <param name="OpenedAt">Null in what was stored before it was written down, and of what follows from present facts.</param>
/// <param name="Note">What it is about, where somebody has raised it.</param>
/// <param name="By">Id of the person who has raised it.</param>
/// <param name="Colour">Of a style's milestone per colour, where one is meant; null for all.</param>
public sealed record Discrepancy(
    DiscrepancyKind Kind, string Milestone, ImmutableArray<Statement> Statements, Resolution? Resolved = null, DateTimeOffset? OpenedAt = null,
    string? Note = null, string? By = null, string? Colour = null)
{
    public bool IsOpen => Resolved is null;

    internal bool Is(DiscrepancyKind kind, string milestone, string? colour = null) =>
        Kind == kind && Milestone == milestone && string.Equals(Colour, colour, StringComparison.OrdinalIgnoreCase);

    /// <summary>Nothing is said here that was not known to who settled the other.</summary>
    internal bool IsCoveredBy(Discrepancy settled) => Kind switch
    {
        DiscrepancyKind.Dates => Statements.All(s => settled.Statements.Any(k => k.Date == s.Date)),
        DiscrepancyKind.Quantities => Statements.All(s => settled.Statements.Any(k => k.Quantity == s.Quantity)),
        _ => Statements.Select(s => (s.Milestone, s.Date)).SequenceEqual(settled.Statements.Select(s => (s.Milestone, s.Date))),
    };

    /// <summary>By what a side is named who is right: by its source, or of a sequence by its milestone.</summary>
    internal static string NameOf(DiscrepancyKind kind, Statement side) => kind == DiscrepancyKind.Sequence ? side.Milestone : side.Source;
}

/// <summary>What somebody asks: this statement is right, for this reason.</summary>
/// <param name="Right">The source that is right; of a sequence the milestone whose day is.</param>
/// <param name="Colour">Of a style's milestone per colour, where one is meant; null for all.</param>
[GenerateSerializer, Immutable, Alias("resolve-discrepancy")]
public sealed record ResolveDiscrepancy(int Line, DiscrepancyKind Kind, string Milestone, string Right, string Reason, string? Colour = null);

/// <summary>What somebody asks: these two contradict each other.</summary>
/// <param name="Line">PO line number; 0 on a style.</param>
/// <param name="Milestone">That it is about.</param>
/// <param name="Note">What it is about, in words.</param>
[GenerateSerializer, Immutable, Alias("raise-discrepancy")]
public sealed record RaiseDiscrepancy(int Line, string Milestone, ImmutableArray<RaisedSide> Sides, string Note)
{
    internal Discrepancy ToDiscrepancy(string by, Surroundings around)
    {
        var day = around.Calendar.DayAt(around.Now);
        return new Discrepancy(
            DiscrepancyKind.Raised, Milestone, [.. Sides.Select(s => new Statement(Milestone, s.Source, day, Says: s.Says))], null, around.Now, Note, by);
    }
}

/// <param name="Source">Who says so.</param>
[GenerateSerializer, Immutable, Alias("raised-side")]
public sealed record RaisedSide(string Source, string Says);

/// <summary>An open discrepancy as a person reads it.</summary>
/// <param name="OpenedAt">Where that was not written down, when the last of its sides was heard; null where that is not known either.</param>
/// <param name="By">Id of the person who has raised it; null where nobody did.</param>
/// <param name="Colour">Of a style's milestone per colour, where one is meant; null for all.</param>
[GenerateSerializer, Immutable, Alias("discrepancy-view")]
public sealed record DiscrepancyView(
    DiscrepancyKind Kind, string Milestone, string Name, string Text, ImmutableArray<StatementView> Sides, DateTimeOffset? OpenedAt = null, string? By = null,
    string? Colour = null)
{
    // Rows that were written before it was written down hold none.
    [Id(0)]
    public DateTimeOffset? OpenedAt { get; } = OpenedAt ?? Sides.Max(s => s.HeardAt);

    /// <summary>Days between the first and the last that is named; 0 where none contradict each other.</summary>
    public int Days => Kind is DiscrepancyKind.Quantities or DiscrepancyKind.Raised ? 0 : Sides.Max(s => s.Date).DayNumber - Sides.Min(s => s.Date).DayNumber;

    public static DiscrepancyView Of(Discrepancy discrepancy, Timeline timeline)
    {
        var sides = discrepancy.Statements.Select(s => StatementView.Of(s, timeline, discrepancy.Colour)).ToImmutableArray();
        var name = StatementView.NameOf(discrepancy.Milestone, timeline) + (discrepancy.Colour is { } colour ? $", {colour}," : "");
        return new DiscrepancyView(discrepancy.Kind, discrepancy.Milestone, name.TrimEnd(','), discrepancy.Kind switch
        {
            DiscrepancyKind.Dates => $"{name} is said to have happened on different days",
            DiscrepancyKind.Quantities => sides[0].Source == Statement.Order
                ? $"{name} is said of another quantity than was ordered"
                : $"{name} is said of different quantities",
            DiscrepancyKind.Status => $"{name} is said to have happened, and is still expected by another",
            DiscrepancyKind.Sequence => $"{sides[1].Name} is said to have happened before {sides[0].Name}",
            DiscrepancyKind.Raised => $"{name}: {discrepancy.Note}",
            _ => $"{sides[0].Name} has happened, and {name} has not",
        }, sides, discrepancy.OpenedAt, discrepancy.By, discrepancy.Colour);
    }
}

/// <summary>One that somebody settled, while its statements still contradict each other.</summary>
/// <param name="Right">The statement that is right: its source, of a sequence its milestone.</param>
/// <param name="By">Id of the person.</param>
[GenerateSerializer, Immutable, Alias("settled-discrepancy")]
public sealed record SettledDiscrepancy(DiscrepancyView What, string Right, string Reason, string By, DateTimeOffset At)
{
    public static SettledDiscrepancy Of(Discrepancy discrepancy, Resolution how, Timeline timeline) => new(
        DiscrepancyView.Of(discrepancy, timeline), Discrepancy.NameOf(discrepancy.Kind, how.Right), how.Reason, how.By, how.At);
}

/// <param name="Source">purchase-order for what was ordered.</param>
/// <param name="HeardAt">When we heard it; null where that claim is no longer kept.</param>
/// <param name="Quantity">Of quantities: pieces or pairs.</param>
/// <param name="Expected">It has not happened yet: it is expected on that day.</param>
/// <param name="By">Id of who sent it; null where that is the source itself.</param>
/// <param name="Says">Of what was raised by hand: in words.</param>
[GenerateSerializer, Immutable, Alias("statement-view")]
public sealed record StatementView(
    string Milestone, string Name, string Source, DateOnly Date, DateTimeOffset? HeardAt, string? Note, int? Quantity = null, bool Expected = false,
    Channel? Channel = null, string? By = null, string? Says = null)
{
    internal static StatementView Of(Statement statement, Timeline timeline, string? colour = null)
    {
        var claim = timeline.Claims.FirstOrDefault(c => c.Milestone == statement.Milestone && c.Classifier == (statement.IsExpected ? Classifier.Estimate : Classifier.Actual) && string.Equals(c.Colour, colour, StringComparison.OrdinalIgnoreCase))
            ?.Best.FirstOrDefault(c => c.Source == statement.Source && c.Date == statement.Date && (statement.Quantity is null || c.Quantity == statement.Quantity));
        return new StatementView(
            statement.Milestone, NameOf(statement.Milestone, timeline), statement.Source, statement.Date, claim?.HeardAt, claim?.Note,
            statement.Quantity, statement.IsExpected, claim?.Channel, claim?.By, statement.Says);
    }

    internal static string NameOf(string milestone, Timeline timeline) =>
        timeline.Template.IndexOf(milestone) is var at and >= 0 ? timeline.Template.Milestones[at].Name : milestone;
}
