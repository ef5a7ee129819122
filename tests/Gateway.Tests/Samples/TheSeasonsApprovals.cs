using System.Collections.Immutable;
using Selvedge.Domain;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Gateway.Samples;

namespace Selvedge.Gateway.Tests.Seasons;

/// <summary>The approvals of the season as the domain sees them after their past was told.</summary>
public sealed class TheSeasonsApprovals
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Lazy<ImmutableArray<Story>> Season = new(Tell);

    [Fact]
    public void Both_sides_have_work_and_some_of_it_is_overdue()
    {
        var open = Season.Value.Where(s => s.State.Status.IsOpen()).ToArray();
        Assert.InRange(open.Length, 3_000, 8_000);
        foreach (var side in new[] { Party.Vendor, Party.Brand })
        {
            var turn = open.Where(s => s.State.Dates.WaitsOn == side).ToArray();
            Assert.InRange((double)turn.Length / open.Length, 0.2, 0.8);
            Assert.InRange((double)turn.Count(s => s.State.Dates.OverdueDays > 0) / turn.Length, 0.01, 0.15);
        }
    }

    [Fact]
    public void Rounds_rejections_parcels_and_every_way_to_end_well_are_there_to_be_seen()
    {
        var decided = Season.Value.Where(s => !s.State.Status.IsOpen()).ToArray();
        Assert.InRange((double)decided.Count(s => s.State.Rounds.Length > 1) / decided.Length, 0.15, 0.45);
        Assert.Contains(decided, s => s.State.Rounds.Length == 3);
        Assert.Equal(
            [ApprovalStatus.Approved, ApprovalStatus.ApprovedWithComments, ApprovalStatus.CarriedOver],
            decided.Select(s => s.State.Status).Distinct().Order());
        Assert.Contains(Season.Value, s => s.State is { Status: ApprovalStatus.OnHold });
        Assert.Contains(Season.Value, s => s.State is { IsRejected: true, Status: ApprovalStatus.Requested });
        Assert.Contains(Season.Value, s => s.State.Round is { IsProposal: true });
        Assert.Contains(Season.Value, s => s.State.Round is { Parcel: not null, ReceivedOn: null });
        Assert.All(Season.Value.SelectMany(s => s.State.Rounds).Where(r => r.Outcome == ApprovalStatus.RejectedResubmit), r => Assert.NotEmpty(r.Reasons));
    }

    [Fact]
    public void Every_type_of_approval_of_the_trade_and_every_way_to_end_is_there_to_be_seen()
    {
        var all = Season.Value.Concat(ByHand.Value).ToArray();
        Assert.Empty(new[]
        {
            "lab-dip", "bulk-lot", "strike-off", "handloom", "yarn-dye", "heather", "wash-panel", "embroidery", "trim", "label", "care-label", "packaging",
            "tech-pack", "fit", "size-set", "pp", "top", "photo", "carton-mark", "shipment",
        }.Except(all.Select(s => s.State.Sheet!.Subject.Type)));
        Assert.Empty(Enum.GetValues<ApprovalStatus>().Except([ApprovalStatus.Planned, ApprovalStatus.RejectedResubmit]).Except(all.Select(s => s.State.Status)));
        Assert.All(
            ByHand.Value.Where(s => s.State.Status is ApprovalStatus.RejectedDrop or ApprovalStatus.Waived or ApprovalStatus.Cancelled),
            s => Assert.False(s.State.Sheet!.IsMandatory));
    }

    [Fact]
    public void A_milestone_that_was_reported_as_reached_was_approved_on_that_day()
    {
        var reached = Season.Value.Where(s => s.Told is { Classifier: Classifier.Actual }).ToArray();
        Assert.True(reached.Length > 5_000, $"{reached.Length} reached");
        Assert.All(reached, s => Assert.Equal(s.Told!.Date, ApprovalStanding.Of(s.State)!.ReachedOn));
    }

    [Fact]
    public void What_is_not_reached_is_not_approved() =>
        Assert.All(Season.Value.Where(s => s.Told is not { Classifier: Classifier.Actual }), s => Assert.Null(ApprovalStanding.Of(s.State)!.ReachedOn));

    [Fact]
    public void No_TOP_sample_comes_from_a_line_that_does_not_run() =>
        Assert.All(
            Season.Value.Where(s => s.State.Sheet!.Milestone == "A29" && s.State.Rounds.Any(r => r.ReceivedOn is not null)), s => Assert.Contains("A27", s.Reached));

    private static readonly Lazy<ImmutableArray<Story>> ByHand = new(TellByHand);

    // What somebody asked for by hand, and of a second mill.
    private static ImmutableArray<Story> TellByHand()
    {
        var plan = SeasonPlan.Generate(1, Today, SampleSize.Season);
        var (approvals, wishes, told) = (new SampleApprovals(1, Today, plan.People), new SampleWishes(1), Told.By(plan, Today));
        var around = new Surroundings(new DateTimeOffset(Today.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero), WorkingCalendars.Unknown);
        var stories = ImmutableArray.CreateBuilder<Story>();
        foreach (var ((style, vendor), state) in plan.MadeStyles.Zip(told.Styles))
        {
            foreach (var sheet in approvals.AtSecondMill(ApprovalPlan.Of(state, all: true)))
                Tell(sheet, vendor, style.Past);
            if (wishes.Of(style, vendor) is { } wish && ApprovalPlan.For(state, wish) is ({ } wished, null))
                Tell(wished, vendor, []);
        }

        foreach (var (order, state) in plan.Orders.Zip(told.Orders))
            if (!order.Past.IsEmpty && wishes.Of(order) is { } wish && ApprovalPlan.For(state, 1, wish) is ({ } wished, null))
                Tell(wished, order.Vendor, []);
        return stories.ToImmutable();

        void Tell(ApprovalSheet sheet, string vendor, ImmutableArray<ReportMilestone> reports)
        {
            if (approvals.Past(sheet, vendor, reports) is { IsEmpty: false } past)
                stories.Add(new Story(null, [], Told.Decide<Approval, ApprovalCommand, ApprovalEvent, ApprovalState>(new ApprovalCommand.Plan(sheet, past), around)));
        }
    }

    // Every past that the season tells, none of it refused.
    private static ImmutableArray<Story> Tell()
    {
        var plan = SeasonPlan.Generate(1, Today, SampleSize.Season);
        var approvals = new SampleApprovals(1, Today, plan.People);
        var told = Told.By(plan, Today);
        var around = new Surroundings(new DateTimeOffset(Today.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero), WorkingCalendars.Unknown);
        var stories = ImmutableArray.CreateBuilder<Story>();
        foreach (var ((style, vendor), state) in plan.MadeStyles.Zip(told.Styles))
            stories.AddRange(ApprovalPlan.Of(state, all: true).Select(sheet => Of(sheet, vendor, style.Past)));
        foreach (var (order, state) in plan.Orders.Zip(told.Orders))
            if (!order.Past.IsEmpty)
                stories.AddRange(ApprovalPlan.Of(state, all: true).Select(sheet => Of(sheet, order.Vendor, order.Past)));
        return [.. stories.Where(s => s.State.Version > 1)];

        Story Of(ApprovalSheet sheet, string vendor, ImmutableArray<ReportMilestone> reports)
        {
            var past = approvals.Past(sheet, vendor, reports);
            return new Story(SampleApprovals.Told(sheet, reports), [.. reports.Where(r => r.Line == sheet.Subject.Line && r.Classifier == Classifier.Actual).Select(r => r.Milestone)], Told.Decide<Approval, ApprovalCommand, ApprovalEvent, ApprovalState>(new ApprovalCommand.Plan(sheet, past), around));
        }
    }

    private sealed record Story(ReportMilestone? Told, ImmutableArray<string> Reached, ApprovalState State);
}
