using Selvedge.Contracts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WorkQueues;
using Selvedge.Gateway.Approvals;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.WorkQueues;

/// <summary>
/// What waits for one person today, out of the rows in memory: nothing of it is stored. One pass over all rows. Made for
/// one request; not thread-safe.
/// </summary>
/// <param name="asker">Who looks at it: sees of it what they may see themselves.</param>
/// <param name="aheadDays">How long before something is due it waits for who does it.</param>
internal sealed class WorkGathering(Rows rows, CurrentPerson person, CurrentPerson asker, DateOnly today, int aheadDays = Responsibility.AheadDays)
{
    // In the words of templates: who sees to what no template names anybody for.
    private const string OrdersAreOf = "Production";
    private const string StylesAreOf = "Merchandising";

    private readonly Sight theirs = new(rows, person.Rights), askers = new(rows, asker.Rights);
    private readonly WaitingLines waiting = new(rows, order => person.Rights.MaySee(order) && asker.Rights.MaySee(order));

    private readonly CurrentPerson[] colleagues =
        [.. rows.People.Select(p => CurrentPerson.Of(p.Row)).Where(p => p.Role == person.Role && p.Rights.Party == Party.Brand && !p.Functions.IsEmpty)];

    private readonly Dictionary<(string Brand, string Category, string Makers), Division> divisions = [];

    // An approval and the milestone that it completes are one thing to do.
    private readonly HashSet<(string Subject, int Line, string Milestone)> approved = [];

    public List<Work> Gather()
    {
        var work = new List<Work>();
        foreach (var entry in rows.Approvals)
        {
            if (OfApproval(entry.Row) is { } found)
                work.Add(found);
            if (MayConfirm(entry.Row.Waiting) && theirs.SeesApproval(entry.Row) && askers.SeesApproval(entry.Row))
                work.Add(new Work(WorkKind.Proposal, Duty.Do, null, null, null, entry.Row, null, today, 0, OfHeld(waiting.For(entry.Row)), ToConfirm));
        }

        foreach (var entry in rows.PurchaseOrders)
            if (entry.Row is var order && theirs.Sees(order) && askers.Sees(order))
                OfOrder(order, work);
        foreach (var entry in rows.Styles)
        {
            if (OfStyle(entry) is { } found)
                work.Add(found);
            if (MayConfirm(entry.Row.Waiting) && theirs.SeesStyle(entry.Row.Number) && askers.SeesStyle(entry.Row.Number))
                work.Add(new Work(WorkKind.Proposal, Duty.Do, null, null, entry, null, null, today, 0, OfHeld(waiting.ForStyle(entry.Row.Number)), ToConfirm));
            if (OfDecision(entry) is { } decided)
                work.Add(decided);
            if (entry.Row.Discrepancies is { } contradictions && person.Rights.MayResolve && theirs.SeesStyle(entry.Row.Number) && askers.SeesStyle(entry.Row.Number))
                foreach (var open in contradictions)
                    OfDiscrepancy(open, null, null, entry, work);
        }

        foreach (var entry in rows.Conversations)
            foreach (var open in entry.Row.Open)
                if (open.Person == person.Id && OfMention(entry.Row.Subject, open) is { } found)
                    work.Add(found);
        return [.. work.Select(one => one with { Impact = asker.Rights.Shown(one.Impact) })];
    }

    private Work? OfApproval(ApprovalRow approval)
    {
        if (approval is not { IsListed: true, WaitsOn: { } party, Due: { } due } || person.Rights.Party is not { } side)
            return null;
        var behind = today.DayNumber - due.DayNumber;
        if (Responsibility.Of(person.Role, isVendors: party == Party.Vendor && side == Party.Brand, behind, isCritical: false, aheadDays) is not { } duty
            || party == Party.Brand && side == Party.Vendor || !theirs.SeesApproval(approval) || !askers.SeesApproval(approval)
            || Whose(approval.Brand, approval.Category, approval.Vendor is { } maker ? [maker] : MakersOf(approval.Subject.Style), approval.Reviewer, behind) is not { } whose)
            return null;
        if (approval.Milestone is { } milestone)
            approved.Add((approval.Subject.PurchaseOrder ?? approval.Subject.Style!, approval.Subject.PurchaseOrder is null ? 0 : approval.Subject.Line, milestone));
        var held = waiting.For(approval);
        var impact = new Impact(held.Units, Impact.DaysAtRisk(due, approval.Expected, today, lateDays: 0), held.FloatDays ?? 0);
        return new Work(WorkKind.Approval, duty, null, null, null, approval, null, due, behind, impact, whose);
    }

    private void OfOrder(PurchaseOrderRow order, List<Work> work)
    {
        if (MayConfirm(order.Waiting))
            work.Add(new Work(WorkKind.Proposal, Duty.Do, order, null, null, null, null, today, 0, OfLines(order, today), ToConfirm));
        if (order.AnswerDue is { } answer && person.Rights.Party is { } side && DateOnly.FromDateTime(answer.UtcDateTime) is var by
            && today.DayNumber - by.DayNumber is var passed && Responsibility.Of(person.Role, side == Party.Brand, passed, isCritical: false, aheadDays) is { } duty
            && Whose(order.Brand, order.Category, [order.Vendor], OrdersAreOf, passed) is { } whose)
            work.Add(new Work(WorkKind.Answer, duty, order, null, null, null, null, by, passed, OfLines(order, by), whose));
        foreach (var line in order.Lines.Where(l => l.ProfileAsk is not null).DistinctBy(l => l.Style))
            OfProfile(line.ProfileAsk!, order, line, work);
        if (person.Rights.MayResolve)
            foreach (var line in order.Lines)
                foreach (var open in line.Discrepancies ?? [])
                    OfDiscrepancy(open, order, line, null, work);
        if (!order.Open)
            return;
        foreach (var line in order.Lines)
        {
            if (line.Next is not { } next || approved.Contains((order.Number, line.Number, next.Code)))
                continue;
            var late = LateDays(line);
            var behind = Math.Max(today.DayNumber - next.Due.DayNumber, late);
            if (Responsibility.OfMilestone(person.Role, next.Role, behind, line.Health == Health.Critical, aheadDays) is not { } its
                || Whose(order.Brand, order.Category, [order.Vendor], next.Role, behind) is not { } owns)
                continue;
            var impact = new Impact(line.Quantity, Impact.DaysAtRisk(next.Due, next.Forecast, today, late), line.FloatDays ?? 0);
            work.Add(new Work(WorkKind.Milestone, its, order, line, null, null, next, next.Due, behind, impact, owns));
        }
    }

    // The brand acknowledges for itself, and asks the vendor.
    private void OfProfile(ProfileAsk ask, PurchaseOrderRow order, LineRow line, List<Work> work)
    {
        if (person.Rights.Party is not { } side || !(side == Party.Brand || ask.OfVendor))
            return;
        var by = DateOnly.FromDateTime(ask.Due.UtcDateTime);
        var behind = today.DayNumber - by.DayNumber;
        if (Responsibility.Of(person.Role, isVendors: side == Party.Brand && !ask.OfBrand, behind, isCritical: false, aheadDays) is { } duty
            && Whose(order.Brand, order.Category, [order.Vendor], OrdersAreOf, behind) is { } whose)
            work.Add(new Work(WorkKind.Profile, duty, order, line, null, null, null, by, behind, OfLines(order, by), whose));
    }

    /// <param name="order">With the line; null where it is of a style.</param>
    private void OfDiscrepancy(DiscrepancyView open, PurchaseOrderRow? order, LineRow? line, StyleEntry? style, List<Work> work)
    {
        // It is wanted on the day on which the two were there.
        var since = open.OpenedAt is { } opened ? DateOnly.FromDateTime(opened.UtcDateTime) : today;
        var held = style is null ? default : waiting.ForStyle(style.Row.Number);
        var behind = today.DayNumber - since.DayNumber;
        if (Responsibility.Of(person.Role, isVendors: false, behind, isCritical: false, aheadDays) is { } duty
            && (order is null
                ? Whose(style!.Row.Brand, style.Row.Category, MakersOf(style.Row.Number), StylesAreOf, behind)
                : Whose(order.Brand, order.Category, [order.Vendor], OrdersAreOf, behind)) is { } whose)
            work.Add(new Work(
                WorkKind.Discrepancy, duty, order, line, style, null, null, since, behind,
                new Impact(line?.Quantity ?? held.Units, Math.Max(1, open.Days), line?.FloatDays ?? held.FloatDays ?? style?.Row.FloatDays ?? 0), whose, open));
    }

    private Work? OfStyle(StyleEntry entry)
    {
        var style = entry.Row;
        if (style.Next is not { } next || approved.Contains((style.Number, 0, next.Code)))
            return null;
        var behind = today.DayNumber - next.Due.DayNumber;
        if (Responsibility.OfMilestone(person.Role, next.Role, behind, style.Health == Health.Critical, aheadDays) is not { } duty
            || !theirs.SeesStyle(style.Number) || !askers.SeesStyle(style.Number)
            || Whose(style.Brand, style.Category, MakersOf(style.Number), next.Role, behind) is not { } whose)
            return null;
        var held = waiting.ForStyle(style.Number);
        var impact = new Impact(held.Units, Impact.DaysAtRisk(next.Due, next.Forecast, today, 0), held.FloatDays ?? style.FloatDays ?? 0);
        return new Work(WorkKind.Milestone, duty, null, null, entry, null, next, next.Due, behind, impact, whose);
    }

    // Its owners are the brand's people who see it; one of them answers for all.
    private Work? OfDecision(StyleEntry entry)
    {
        if (entry.Row.Reviewed is not { AcknowledgedBy: null, Decision: var decision } || !person.Rights.MayPrepare || !asker.Rights.MayPrepare)
            return null;
        var since = DateOnly.FromDateTime(decision.DecidedAt.UtcDateTime);
        var behind = today.DayNumber - since.DayNumber;
        if (Responsibility.Of(person.Role, isVendors: false, behind, isCritical: false, aheadDays) is not { } duty
            || !theirs.SeesStyle(entry.Row.Number) || !askers.SeesStyle(entry.Row.Number)
            || Whose(entry.Row.Brand, entry.Row.Category, MakersOf(entry.Row.Number), StylesAreOf, behind) is not { } whose)
            return null;
        var held = waiting.ForStyle(entry.Row.Number);
        return new Work(
            WorkKind.Decision, duty, null, null, entry, null, null, since, behind, new Impact(held.Units, Math.Max(1, behind), held.FloatDays ?? entry.Row.FloatDays ?? 0),
            whose);
    }

    // Whoever is mentioned is asked, whatever their role.
    private Work? OfMention(ConversationSubject subject, OpenMention open)
    {
        if (!person.Rights.MayRead(open.Audience) || !asker.Rights.MayRead(open.Audience)
            || !theirs.Sees(subject.Kind, subject.Id) || !askers.Sees(subject.Kind, subject.Id))
            return null;
        var since = DateOnly.FromDateTime(open.At.UtcDateTime);
        var order = subject.Kind == Kinds.PurchaseOrder && rows.TryGetPurchaseOrder(subject.Id, out var o) ? o.Row : null;
        var style = subject.Kind == Kinds.Style && rows.TryGetStyle(subject.Id, out var s) ? s : null;
        var approval = subject.Kind == Kinds.Approval && rows.TryGetApproval(subject.Id, out var a) ? a.Row : null;
        if (order is null && style is null && approval is null)
            return null;
        var waits = today.DayNumber - since.DayNumber;
        var held = style is not null ? waiting.ForStyle(style.Row.Number) : approval is not null ? waiting.For(approval) : default;
        return new Work(
            WorkKind.Mention, Duty.Do, order, order?.Lines.FirstOrDefault(l => l.Number == open.About?.Line), style, approval, null, since, waits,
            order is not null ? OfLines(order, since) : new Impact(held.Units, Math.Max(1, waits), held.FloatDays ?? 0),
            Whose: "asked by name",
            Mention: new Question(subject, open, rows.SpeakerName(open.By)));
    }

    /// <summary>As what it is the person's; null where it is another's. Those who make or carry the goods divide their work themselves.</summary>
    /// <param name="makers">Vendor of the order, or those of a style: what of it a colleague sees, they can be counted on for.</param>
    private string? Whose(string brand, string category, IEnumerable<string> makers, string? owner, int behind)
    {
        if (person.Rights.Party != Party.Brand)
            return person.Rights.Party == Party.Vendor ? "as its vendor" : $"as {person.Role}";
        var key = (brand, category, Array.Exists(colleagues, p => !p.Rights.SeesEveryVendor) ? string.Join('\n', makers.Distinct().Order(StringComparer.Ordinal)) : "");
        if (!divisions.TryGetValue(key, out var division))
            divisions[key] = division = new Division(colleagues.Where(p => p.Rights.MaySeeStyle(brand, category, makers)).SelectMany(p => p.Functions));
        return division.AsWhat(person.Role, person.Functions, Division.FunctionsOf(owner)) is not { } theirs ? null
            : Responsibility.ReachedBy(person.Role, behind) is { } reached ? $"{theirs}, {reached}"
            : theirs;
    }

    private IEnumerable<string> MakersOf(string? style) => style is null ? [] : rows.MakersOf(style);

    private string ToConfirm => $"as {person.Role}, to confirm";

    // Where whoever asks may know what the brand's own people prepare.
    private bool MayConfirm(int waiting) => waiting > 0 && person.Rights.MayAct(Act.ConfirmProposal) && asker.Rights.MayPrepare;

    private static Impact OfHeld(WaitingLines.Waiting held) => new(held.Units, 1, held.FloatDays ?? 0);

    private Impact OfLines(PurchaseOrderRow order, DateOnly due) => new(
        order.Lines.Sum(l => l.Quantity), Impact.DaysAtRisk(due, null, today, order.Lines.Max(LateDays)), order.Lines.Min(l => l.FloatDays) ?? 0);

    private static int LateDays(LineRow line) =>
        line.Actual is null && line is { Forecast: { } forecast, Committed: { } committed } ? forecast.DayNumber - committed.DayNumber : int.MinValue;
}
