using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;
using Selvedge.Domain.WhatIfs;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>One purchase order: keeps its lines' calendars true, whatever is reported and whenever a day begins.</summary>
public sealed class PurchaseOrderGrain(ActorServices services, VendorPasts pasts, VendorPlaces places, IGrainFactory grains)
    : EventSourcedGrain<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderEvent, PurchaseOrderState>(services, StoredKinds.PurchaseOrder),
      IPurchaseOrderGrain
{
    public async Task<Verdict> Record(Asked<OrderSheet> asked) => await ExecuteAsync(asked.Header, await ToCommandAsync(asked.Command));

    public async Task<Verdict> Preview(OrderSheet sheet) => await PreviewAsync(await ToCommandAsync(sheet));

    public Task<ImmutableArray<Verdict>> Report(ImmutableArray<Asked<ReportMilestone>> asked) =>
        ExecuteAsync([.. asked.Select(a => (a.Header, (PurchaseOrderCommand)new PurchaseOrderCommand.Report(a.Command)))]);

    public Task<Verdict> TakeStyleDates(Asked<StyleDates> asked) =>
        ExecuteAsync(asked.Header, new PurchaseOrderCommand.TakeStyleDates(asked.Command));

    public Task<Verdict> TakeApprovals(Asked<MilestoneApprovals> asked) =>
        ExecuteAsync(asked.Header, new PurchaseOrderCommand.TakeApprovals(asked.Command));

    public Task<Verdict> TakeShipment(Asked<OrderCargo> asked) =>
        ExecuteAsync(asked.Header, new PurchaseOrderCommand.TakeShipment(asked.Command));

    public async Task<Verdict> Adopt(Asked<AdoptTemplate> asked)
    {
        await CatchUpAsync();
        var lines = State.Lines.Where(l => l.Timeline is not null && (asked.Command.Lines.IsEmpty || asked.Command.Lines.Contains(l.Order.Number))).ToList();
        var template = Templates.Published(asked.Command.Template ?? lines.FirstOrDefault()?.Timeline!.Schedule.Template ?? "", asked.Command.Version);
        var found = State.Placed is { } header && template is not null ? await FindOutAsync(header, template, StylesOf(lines.Select(l => l.Order))) : null;
        return await ExecuteAsync(asked.Header, new PurchaseOrderCommand.Adopt(asked.Command, found));
    }

    public Task<Verdict> Override(Asked<OverrideMilestone> asked) => ExecuteAsync(asked.Header, new PurchaseOrderCommand.Override(asked.Command));

    public Task<Verdict> Lift(Asked<LiftOverride> asked) => ExecuteAsync(asked.Header, new PurchaseOrderCommand.Lift(asked.Command));

    public Task<Verdict> Resolve(Asked<ResolveDiscrepancy> asked) =>
        ExecuteAsync(asked.Header, new PurchaseOrderCommand.Resolve(asked.Header.Id, asked.Command, asked.Header.Origin.Actor));

    public Task<Verdict> Raise(Asked<RaiseDiscrepancy> asked) =>
        ExecuteAsync(asked.Header, new PurchaseOrderCommand.Raise(asked.Command, asked.Header.Origin.Actor));

    public async Task<ActVerdict> Act(Asked<OrderAct> asked, Author by, int? held)
    {
        await CatchUpAsync();
        var verdict = await ExecuteAsync(asked.Header, await ToCommandAsync(asked, by, held));
        return new ActVerdict(verdict, State.Life.Phase, State.Life.Proposal(asked.Header.Id)?.Id.ToString("N"));
    }

    public async Task<Verdict> LookAgain(CommandHeader header, long position)
    {
        await Services.Feed.CatchUpAsync(position);
        return await ExecuteAsync(header, new PurchaseOrderCommand.LookAgain());
    }

    public async Task<ImmutableArray<LineEffect>> ForeseeCalendar(string key, CalendarSheet sheet)
    {
        await CatchUpAsync();
        return State.Placed is { } placed ? LineEffect.Of(State, await AroundAsync(placed), proposed: await CalendarAsync(placed.Vendor, Services.Knowledge.Proposed(key, sheet))) : [];
    }

    public async Task<ImmutableArray<LineEffect>> ForeseeTemplate(string id, int version, TemplateSheet sheet)
    {
        await CatchUpAsync();
        if (State.Placed is not { } placed)
            return [];
        var proposed = Templates.Published(id, version) is { } published && published.Sheet.Equals(sheet)
            ? published
            : new PublishedTemplate(id, version, sheet);
        return [.. LineEffect.Of(State, await AroundAsync(placed), proposed)
            .Where(effect => State.Line(effect.Line)!.Timeline!.Schedule is var s && s.Template == id && s.TemplateVersion < version)];
    }

    public async Task<OrderEffect> ForeseeOverride(OverrideMilestone what)
    {
        await CatchUpAsync();
        var (order, version, command) = (State, Version, new PurchaseOrderCommand.Override(what));
        var around = await LookAroundAsync(command);
        return OrderEffect.Of(command, order, around) ?? OrderEffect.Of(command, order, around with { Reports = await ReadReportsAsync(version) })!;
    }

    public async Task<OrderForesight> Foresee(Supposition supposed)
    {
        await CatchUpAsync();
        var (order, version) = (State, Version);
        if (order.Placed is not { } placed)
            return OrderForesight.Nothing;
        var around = await AroundAsync(placed);
        var closing = supposed.Closures.IsEmpty ? null : await CalendarAsync(placed.Vendor, Services.Knowledge.Closing(CalendarKeys.Factory(placed.Vendor), supposed.Closures));
        return Foreseeing.Of(order, supposed, around, closing)
            ?? Foreseeing.Of(order, supposed, around with { Reports = await ReadReportsAsync(version) }, closing)!;
    }

    public async Task<ImmutableArray<RowOutcome>> Take(ImmutableArray<Asked<BulkTask>> asked, Author by)
    {
        var verdicts = await ExecuteAsync([.. asked.Select(a => (a.Header, (PurchaseOrderCommand)new PurchaseOrderCommand.Take(a.Header.Id, a.Command, by)))]);
        return [.. asked.Zip(verdicts, (a, verdict) => BulkHandOver.OutcomeOf(a.Command, verdict, State.Life.Proposal(a.Header.Id)?.Id))];
    }

    public Task<ImmutableArray<BulkEffect>> ForeseeBulk(ImmutableArray<BulkAsk> asks, string note, Author by) =>
        ForeseeAsync((order, around) => BulkForeseeing.Of(order, asks, note, by, around));

    public Task<ImmutableArray<RowOutcome>> ForeseeTaking(ImmutableArray<BulkTask> tasks, Author by) =>
        ForeseeAsync((order, around) => BulkForeseeing.Of(order, tasks, by, around));

    // Every report is read only where the first look says that it needs them.
    private async Task<ImmutableArray<T>> ForeseeAsync<T>(Func<PurchaseOrderState, Surroundings, ImmutableArray<T>?> foresee)
    {
        await CatchUpAsync();
        var (order, version) = (State, Version);
        if (order.Placed is not { } placed)
            return [];
        var around = await AroundAsync(placed);
        return foresee(order, around) ?? foresee(order, around with { Reports = await ReadReportsAsync(version) })!.Value;
    }

    public Task Wake(DateTimeOffset due) => WakeAsync(due, new PurchaseOrderCommand.Wake());

    public async Task<PurchaseOrderView?> Read()
    {
        await CatchUpAsync();
        var (order, version) = (State, Version);
        if (order is { Life.IsDrafted: true, Placed: { } placed })
            return PurchaseOrderView.Of(await PreviewedAsync(order, placed), version);
        var asks = order.Placed is not null && order.Lines.Any(line => line is { IsOver: false, Timeline.Outlook.NoRange: RangeGap.NoOutcomes });
        return PurchaseOrderView.Of(order, version, asks ? await AroundAsync(order.Placed!) : null);
    }

    private async Task<PurchaseOrderState> PreviewedAsync(PurchaseOrderState draft, OrderHeader header)
    {
        var styles = StylesOf(draft.Lines.Select(l => l.Order));
        var found = TemplateOf(header) is { } template ? await FindOutAsync(header, template, styles) : null;
        var around = await AroundAsync(header);
        return PurchaseOrder.Previewed(draft, await DatesOfAsync(styles), found, around);
    }

    public async Task<OrderProgress> ProgressOf(string style)
    {
        await CatchUpAsync();
        var (order, version) = (State, Version);
        return new OrderProgress(this.GetPrimaryKeyString(), version, StyleProgress.Of(style, order));
    }

    public async Task<OrderAlarms?> Alarms(long position)
    {
        if (position > 0)
            await Services.Feed.CatchUpAsync(position);
        await CatchUpAsync();
        return OrderAlarms.Of(State, Version, State.Placed is { } placed ? Services.Knowledge.Brand(placed.Brand).Alerts : null);
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

    public async Task<HeldApprovals?> HeldApprovals()
    {
        await CatchUpAsync();
        return State.Placed is null ? null : Reordering.HeldBy(State);
    }

    public async Task<ImmutableArray<RepeatedApproval>> RepeatedApprovals(HeldApprovals? parent)
    {
        await CatchUpAsync();
        return Reordering.Repeated(parent, State);
    }

    public async Task<ApprovalOffer> OfferApproval(int line, ApprovalWish wish)
    {
        await CatchUpAsync();
        var (sheet, problem) = ApprovalPlan.For(State, line, wish);
        return new ApprovalOffer(sheet, problem);
    }

    protected override async ValueTask<Surroundings> LookAroundAsync(PurchaseOrderCommand command)
    {
        var (brand, vendor, category) = command switch
        {
            PurchaseOrderCommand.Record { Sheet: var sheet } => (sheet.Brand, sheet.Vendor, sheet.Category),
            PurchaseOrderCommand.Ask { Act.Draft: { } draft } when State.Placed is null => (draft.Brand, draft.Vendor, draft.Category),
            _ => (State.Placed?.Brand, State.Placed?.Vendor, State.Placed?.Category),
        };
        if (brand is null || vendor is null || category is null)
            return new Surroundings(Now, WorkingCalendars.Unknown);
        var around = await AroundAsync(brand, vendor, category);
        // Another node may have decided by a calendar that has not been heard of here: none older is taken after it.
        if (around.Calendar.Id == State.Calendar && around.Calendar.Version < State.CalendarVersion)
        {
            await Services.Feed.CatchUpAsync();
            around = await AroundAsync(brand, vendor, category);
        }

        return around;
    }

    private ValueTask<Surroundings> AroundAsync(OrderHeader header) => AroundAsync(header.Brand, header.Vendor, header.Category);

    private async ValueTask<Surroundings> AroundAsync(string brand, string vendor, string category) =>
        new(Now, await CalendarAsync(vendor, Services.Knowledge.Calendars))
        {
            Brand = Services.Knowledge.Brand(brand),
            Templates = Services.Knowledge.Templates,
            Past = await pasts.OfAsync(vendor, category, State.Past ?? PastVersions.None),
        };

    private async ValueTask<WorkingCalendar> CalendarAsync(string vendor, CalendarShelf calendars) =>
        await places.OfAsync(vendor) is { } place ? calendars.Of(place.Vendor, place.Country) : WorkingCalendars.Unknown;

    private async Task<PurchaseOrderCommand.Record> ToCommandAsync(OrderSheet sheet)
    {
        var styles = StylesOf(sheet.Lines.Where(l => l.ExFactory is not null));
        var header = State.Placed?.By(sheet.Vendor) ?? new OrderHeader(
            sheet.Number, sheet.Brand, sheet.Category, sheet.Season, sheet.Vendor, sheet.Incoterm, sheet.ShipMode, sheet.Template, sheet.Attributes);
        // What was found out of a vendor holds for as long as it makes the order.
        var found = State.Placed?.Vendor != sheet.Vendor && TemplateOf(header) is { } template ? await FindOutAsync(header, template, styles) : null;
        return new PurchaseOrderCommand.Record(sheet, await DatesOfAsync(styles), found);
    }

    // What is confirmed is done now, so it needs what the act itself would need.
    private async Task<PurchaseOrderCommand.Ask> ToCommandAsync(Asked<OrderAct> asked, Author by, int? held)
    {
        var act = asked.Command.ConfirmProposal is { } answer && State.Life.Proposal(answer.Id) is { } proposal ? proposal.Act : asked.Command;
        var changed = act.Revise?.Changes.Lines ?? (act.AcceptChange is null ? null : State.Life.Wish?.Wish.Changes.Lines) ?? [];
        string[] styles = act.Issue is null && changed.IsEmpty
            ? []
            : [.. State.Styles.Concat(changed.Select(l => l.Style).OfType<string>()).Distinct()];
        var found = act.Issue is not null && State.Placed is { } header && TemplateOf(header) is { } template
            ? await FindOutAsync(header, template, styles)
            : null;
        var parent = act.Issue is not null && State.Placed?.Parent is { } repeated ? await grains.GetGrain<IPurchaseOrderGrain>(repeated).HeldApprovals() : null;
        return new PurchaseOrderCommand.Ask(asked.Header.Id, asked.Command, by, await DatesOfAsync(styles), parent, found, held);
    }

    private async Task<ImmutableArray<StyleDates>> DatesOfAsync(string[] styles) =>
        [.. (await Task.WhenAll(styles.Select(s => grains.GetGrain<IStyleGrain>(s).HandOver()))).OfType<StyleDates>()];

    private static string[] StylesOf(IEnumerable<OrderLine> lines) => [.. lines.Select(l => l.Style).OfType<string>().Distinct()];

    private PublishedTemplate? TemplateOf(OrderHeader header) => Services.Knowledge.Templates is var shelf && header.Template is { } named
        ? shelf.Newest(named)
        : shelf.For(header.Brand, header.Category);

    // What the buyer leaves unsaid and others' orders tell: asked for only where a milestone of the template hangs on it.
    private async Task<ImmutableArray<AttributeValue>?> FindOutAsync(OrderHeader header, PublishedTemplate template, string[] styles)
    {
        var found = ImmutableArray.CreateBuilder<AttributeValue>();
        if (IsAsked(TemplateAttributes.NewVendor))
            Found(TemplateAttributes.NewVendor, !await IsKnownAsync(new StreamKey(Kinds.Vendor, header.Vendor)));
        if (IsAsked(TemplateAttributes.FirstOrder))
        {
            var ordered = await Task.WhenAll(styles.Select(style => IsKnownAsync(new StreamKey(Kinds.Style, style))));
            Found(TemplateAttributes.FirstOrder, !ordered.Contains(true));
        }

        if (IsAsked(TemplateAttributes.Origin)
            && TemplateAttributes.OfOrigin((await places.OfAsync(header.Vendor))?.Country, Services.Knowledge.Brand(header.Brand).Country) is { } origin)
            found.Add(origin);
        return found.Count == 0 ? null : found.ToImmutable();

        bool IsAsked(string attribute) => template.Conditions.Contains(attribute) && header.Attributes?.Any(a => a.Attribute == attribute) != true;

        Task<bool> IsKnownAsync(StreamKey target) => Services.Journal.IsLinkedToAsync(target, new StreamKey(Kinds.PurchaseOrder, header.Number));

        void Found(string attribute, bool holds) => found.Add(new AttributeValue(attribute, holds ? TemplateAttributes.Yes : TemplateAttributes.No));
    }
}
