using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Brands;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.Styles;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Grains;

/// <summary>One style: its profile, and its milestones until purchase orders are issued.</summary>
public sealed class StyleGrain(ActorServices services)
    : EventSourcedGrain<Style, StyleCommand, StyleEvent, StyleState>(services, StoredKinds.Style), IStyleGrain
{
    public Task<Verdict> Record(Asked<StyleSheet> asked) => ExecuteAsync(asked.Header, new StyleCommand.Record(asked.Command));

    public Task<Verdict> Preview(StyleSheet sheet) => PreviewAsync(new StyleCommand.Record(sheet));

    public Task<ImmutableArray<Verdict>> Report(ImmutableArray<Asked<ReportMilestone>> asked) =>
        ExecuteAsync([.. asked.Select(a => (a.Header, (StyleCommand)new StyleCommand.Report(a.Command)))]);

    public async Task<ImmutableArray<RowOutcome>> TakeBack(ImmutableArray<Asked<BulkTask>> asked)
    {
        var verdicts = await ExecuteAsync([.. asked.Select(a => (a.Header, (StyleCommand)new StyleCommand.TakeBack(a.Command)))]);
        return [.. asked.Zip(verdicts, (a, verdict) => BulkHandOver.OutcomeOf(a.Command, verdict, null))];
    }

    public async Task<RowOutcome> ForeseeTakingBack(BulkTask task) => BulkHandOver.OutcomeOf(task, await PreviewAsync(new StyleCommand.TakeBack(task)), null);

    public Task<Verdict> Adopt(Asked<AdoptTemplate> asked) => ExecuteAsync(asked.Header, new StyleCommand.Adopt(asked.Command));

    public Task<Verdict> Override(Asked<OverrideMilestone> asked) => ExecuteAsync(asked.Header, new StyleCommand.Override(asked.Command));

    public Task<Verdict> Lift(Asked<LiftOverride> asked) => ExecuteAsync(asked.Header, new StyleCommand.Lift(asked.Command));

    public Task<Verdict> TakeApprovals(Asked<MilestoneApprovals> asked) =>
        ExecuteAsync(asked.Header, new StyleCommand.TakeApprovals(asked.Command));

    public Task<Verdict> TakeOrder(Asked<OrderProgress> asked) => ExecuteAsync(asked.Header, new StyleCommand.TakeOrder(asked.Command));

    public Task<Verdict> Resolve(Asked<ResolveDiscrepancy> asked) =>
        ExecuteAsync(asked.Header, new StyleCommand.Resolve(asked.Header.Id, asked.Command, asked.Header.Origin.Actor));

    public Task<Verdict> Raise(Asked<RaiseDiscrepancy> asked) => ExecuteAsync(asked.Header, new StyleCommand.Raise(asked.Command, asked.Header.Origin.Actor));

    public async Task<StyleActVerdict> Act(Asked<StyleAct> asked, Author by, int? held)
    {
        var verdict = await ExecuteAsync(asked.Header, new StyleCommand.Ask(asked.Header.Id, asked.Command, by, held));
        return new StyleActVerdict(verdict, State.Life.Stage, State.Life.Proposal(asked.Header.Id)?.Id.ToString("N"));
    }

    public Task<Verdict> TakeDecision(Asked<StyleDecision> asked) => ExecuteAsync(asked.Header, new StyleCommand.TakeDecision(asked.Command));

    public Task<Verdict> AcknowledgeDecision(CommandHeader header, string review, string by) =>
        ExecuteAsync(header, new StyleCommand.AcknowledgeDecision(review, by));

    public async Task<StyleForesight> Foresee(ImmutableArray<SupposedDay> supposed)
    {
        await CatchUpAsync();
        var (style, version) = (State, Version);
        return Foreseeing.Of(style, version, supposed, Around)
            ?? Foreseeing.Of(style, version, supposed, Around with { Reports = await ReadReportsAsync(version) })!;
    }

    public Task Wake(DateTimeOffset due) => WakeAsync(due, new StyleCommand.Wake());

    public async Task<StyleView?> Read()
    {
        await CatchUpAsync();
        return StyleView.Of(State, Version);
    }

    public async Task<StyleDates?> HandOver()
    {
        await CatchUpAsync();
        return Style.HandOver(State, State.DatesVersion);
    }

    public async Task<ImmutableArray<ApprovalSheet>> NeededApprovals(bool all)
    {
        await CatchUpAsync();
        return ApprovalPlan.Of(State, all);
    }

    public async Task<ImmutableArray<ApprovedMilestone>> DroppedMilestones()
    {
        await CatchUpAsync();
        return ApprovalPlan.DroppedFrom(State);
    }

    public async Task<ApprovalOffer> OfferApproval(ApprovalWish wish)
    {
        await CatchUpAsync();
        var (sheet, problem) = ApprovalPlan.For(State, wish);
        return new ApprovalOffer(sheet, problem);
    }

    // A style's plan counts every day; only the clocks of its approvals go by the days of the brand's office.
    private Surroundings Around => new(Now, WorkingCalendars.Unknown)
    {
        Templates = Services.Knowledge.Templates,
        Brand = State.Profile is { } profile ? Services.Knowledge.Brand(profile.Brand) : BrandSettings.Default,
    };

    protected override ValueTask<Surroundings> LookAroundAsync(StyleCommand command) => new(Around);
}
