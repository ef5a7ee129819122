using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.LineReviews;
using Selvedge.Gateway.Approvals;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.LineReviews;

/// <summary>One line review in a list.</summary>
/// <param name="Styles">On its list; what is neither adopted, dropped nor to be revised is undecided.</param>
public sealed record LineReviewSummary(
    string Id, string Title, string Brand, string Season, string Category, DateOnly Date, bool Open, int Styles, int Adopted, int Dropped, int Revised,
    string By, string ByName, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt)
{
    internal static LineReviewSummary Of(LineReviewRow review, Rows rows) => new(
        review.Id, review.Title, review.Brand, review.Season, review.Category, review.Date, review.ClosedAt is null, review.Styles, review.Adopted,
        review.Dropped, review.Revised, review.By, rows.PersonName(review.By), review.OpenedAt, review.ClosedAt);
}

/// <summary>One line review whole.</summary>
/// <param name="Carried">Of the styles that were decided, how many have taken it; it is told to the others until they have.</param>
/// <param name="MayDecide">Whether the reader may decide and close.</param>
public sealed record LineReviewDetail(
    string Id, int Version, string Title, string Brand, string Season, string Category, DateOnly Date, bool Open, string By, string ByName,
    DateTimeOffset OpenedAt, string? ClosedByName, DateTimeOffset? ClosedAt, ImmutableArray<ReviewedStyleDetail> Styles, int Carried, bool MayDecide)
{
    internal static LineReviewDetail Of(LineReviewView review, Rows rows, Rights rights)
    {
        var sight = new Sight(rows, rights);
        ImmutableArray<ReviewedStyleDetail> styles = [.. review.Sheet.Styles.Where(sight.SeesStyle).Select(style => ReviewedStyleDetail.Of(style, review, rows))];
        var (id, sheet) = (review.Id, review.Sheet);
        return new LineReviewDetail(
            id, review.Version, sheet.Title, sheet.Brand, sheet.Season, sheet.Category, sheet.Date, review.ClosedAt is null, review.By, rows.PersonName(review.By),
            review.OpenedAt, review.ClosedBy is { } by ? rows.PersonName(by) : null, review.ClosedAt, styles, styles.Count(s => s.Carried),
            rights.MayReviewLines);
    }
}

/// <summary>A style as it is looked at.</summary>
/// <param name="Outcome">Null while nobody has decided.</param>
/// <param name="Note">Why, or what is to be otherwise.</param>
/// <param name="Carried">The style itself knows of it.</param>
/// <param name="Sample">Where its prototype is; null where it has none.</param>
public sealed record ReviewedStyleDetail(
    string Style, string Name, ImmutableArray<string> Colours, string? ArticleType, DateOnly? TargetExFactory, ReviewOutcome? Outcome, string? Note,
    string? ByName, DateTimeOffset? At, bool Carried, string? AcknowledgedByName, SampleStanding? Sample)
{
    internal static ReviewedStyleDetail Of(string number, LineReviewView review, Rows rows)
    {
        rows.TryGetStyle(number, out var style);
        var judged = review.Judged.FirstOrDefault(j => j.Style == number);
        var taken = style?.Row.Reviewed is { } known && known.Decision.DecidedAt >= review.ClosedAt;
        return new ReviewedStyleDetail(
            number, style?.Row.Name ?? number, style?.Row.Colours ?? [], style?.Row.ArticleType, style?.Row.TargetExFactory, judged?.Outcome, judged?.Note,
            judged is null ? null : rows.PersonName(judged.By.Id), judged?.At, judged is not null && taken,
            taken && style!.Row.Reviewed!.Decision.Review == review.Id && style.Row.Reviewed.AcknowledgedBy is { } reader ? rows.PersonName(reader) : null,
            rows.TryGetApproval(ApprovalSubject.OfStyle(number, "proto").Id, out var proto) ? new SampleStanding(proto.Row.Status, proto.Row.Round, proto.Row.Location) : null);
    }
}

/// <param name="Location">Null where nobody has said where it is.</param>
public sealed record SampleStanding(ApprovalStatus Status, int Round, string? Location);

/// <summary>A line review as it is opened.</summary>
/// <param name="Date">Today where it is left out.</param>
/// <param name="Styles">Numbers, in the order in which they are looked at; all of the season that are still to be adopted where it is left out.</param>
public sealed record LineReviewDocument(string? Title, string Brand, string Season, string Category, DateOnly? Date, ImmutableArray<string>? Styles);

/// <param name="Outcome">adopt, drop, revise; null takes back what was said.</param>
/// <param name="Note">Why; required to drop or revise.</param>
public sealed record JudgementDocument(string Style, ReviewOutcome? Outcome, string? Note);

/// <param name="LeaveUndecided">Also where styles are undecided.</param>
public sealed record ClosingDocument(bool? LeaveUndecided);
