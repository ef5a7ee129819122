using System.Collections.Immutable;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards.Wire;

/// <summary>One style whole, as it travels: the row of its topic and the answer of its route.</summary>
/// <param name="Attributes">What it is said to be like, as far as it decides milestones.</param>
public sealed record StyleDetail(
    string Id, long V, string Number, string Name, string Brand, string Category, string Season, string? Gender, string? ArticleType,
    ImmutableArray<string> Colours, DateOnly? TargetExFactory, Health Health, int Version, StyleStanding Standing,
    ImmutableArray<MilestoneView> Milestones, CalendarView? Calendar, int SlipDays, int FloatAbsorbedDays, ImmutableArray<Cause> Causes,
    ImmutableArray<DiscrepancyView> Discrepancies, ImmutableArray<AttributeValue> Attributes, StyleSpec? Spec) : IRow
{
    /// <summary>What of it somebody of these rights sees, who sees the style.</summary>
    internal StyleDetail For(Rights rights) => this with
    {
        Standing = Standing with
        {
            Proposals = rights.MayPrepare ? [.. Standing.Proposals.Select(p => p with { Changes = rights.Shown(p.Changes) })] : [],
            Acts = Standing.Acts.RemoveAll(a => !rights.MayAct(a.Act)),
            Waivers = rights.MaySeeSidesOfStyles ? Standing.Waivers : [.. Standing.Waivers.Select(w => w with { Reason = "" })],
        },
        Milestones = rights.MaySeeSidesOfStyles ? Milestones :
        [
            .. Milestones.Select(m => m with
            {
                Agreed = null, Heard = rights.ShownOfStyle(m.Heard), Colours = [.. m.Colours.Select(c => c with { Heard = rights.ShownOfStyle(c.Heard) })],
            }),
        ],
        Causes = rights.ShownOfStyle(Causes),
        Discrepancies = rights.MaySeeSidesOfStyles ? Discrepancies : [],
    };

    /// <param name="v">Position of the style's row.</param>
    public static StyleDetail Of(StyleView style, long v) => new(
        style.Number, v, style.Number, style.Name, style.Brand, style.Category, style.Season, style.Gender, style.ArticleType,
        style.Colours, style.TargetExFactory, style.Health, style.Version, style.Standing, style.Milestones, style.Calendar, style.SlipDays, style.FloatAbsorbedDays,
        style.Causes ?? [], style.Discrepancies ?? [], style.Attributes ?? [], style.Spec);
}

/// <summary>Of a topic that holds one purchase order or style.</summary>
/// <param name="Comments">What is said about it, as far as the reader may read it; null for a past moment.</param>
public sealed record DetailTotals(IReadOnlyList<string>? Hidden, CommentCount? Comments);
