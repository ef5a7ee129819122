using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Approvals;

/// <summary>Approvals: the queue from the rows in memory, one from its actor, and all that may be done to it.</summary>
public static class ApprovalRoutes
{
    private const int MaxDecisions = 200;

    public static IServiceCollection AddApprovals(this IServiceCollection services) => services.ConfigureHttpJsonOptions(json =>
    {
        var converters = json.SerializerOptions.Converters;
        converters.Add(new Hyphenated<ApprovalStatus>());
        converters.Add(new Hyphenated<ApprovalMove>());
        converters.Add(new Hyphenated<Party>());
        converters.Add(new Hyphenated<DueGroup>());
        converters.Add(new Hyphenated<SamplePurpose>());
        converters.Add(new Hyphenated<SampleMarking>());
        converters.Add(new Hyphenated<CustomsDecision>());
        converters.Add(new Hyphenated<CheckResult>());
    });

    public static IEndpointRouteBuilder MapApprovals(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/approval-types", () => TypedResults.Ok(ApprovalWords.All))
            .WithTags("Approvals").WithName("ListApprovalTypes").WithSummary("What is approved, by whom, and the words for sending it back");

        var approvals = app.MapGroup("/api/v1/approvals").WithTags("Approvals");
        approvals.MapGet("", ListAsync).WithName("ListApprovals").WithSummary("Approvals, grouped by when they are due")
            .WithDescription(
                "Parameters: state (open: on somebody's list; planned: not yet to be asked for; closed; all), due (overdue, today, week, later, vendor, hold), "
                + "status, type, style, purchaseOrder, brand, category, season, vendor, reviewer, mill (each repeated or with commas), material (what its style is made of, where it is of the material), q (words in id, style name, "
                + "vendor, colour), sort (-blocking, as usual: most units waiting times days overdue first; due; id; each the other way with or without -), limit (at most 500), cursor. "
                + "groups counts all that the filter lets through. " + Past.Description)
            .WithMetadata(new QueryNames([.. ApprovalFilter.Names, Past.ParameterName])).Produces<ApprovalPage>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        approvals.MapPost("", RequestAsync).WithName("PlanApproval").WithSummary("Ask for an approval that the calendar does not ask for by itself")
            .WithDescription("style, or purchaseOrder and line; type; colour where it is asked for by colour; mill, size, vendor; mandatory (default true).")
            .Accepts<ApprovalWishDocument>("application/json").Produces<PlannedVerdict>(201).Produces<PlannedVerdict>()
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        approvals.MapPost("/decisions", DecideAsync).WithName("DecideApprovals").WithSummary("Acts upon several approvals, each judged for itself")
            .WithDescription($"An array of up to {MaxDecisions} acts, each with the id of its approval and, if wanted, the version that was looked at. 200 answers one verdict per item.")
            .Accepts<ApprovalActDocument[]>("application/json").Produces<WriteVerdicts>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        approvals.MapGet("/{id}", ReadAsync).WithName("ReadApproval").WithSummary("One approval with its rounds and files")
            .WithDescription(Past.Description).WithMetadata(new QueryNames(Past.ParameterName))
            .Produces<ApprovalDetail>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        approvals.MapGet("/{id}/history", HistoryAsync).WithName("ReadApprovalHistory").WithSummary("What happened to it, newest first")
            .WithMetadata(new QueryNames("limit", "cursor")).Produces<Page<ApprovalHistoryEntry>>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        approvals.MapPost("/{id}/acts", ActAsync).WithName("ActOnApproval").WithSummary("Request, confirm, propose, send, receive, review, decide, hold or cancel")
            .WithDescription(
                "act is one of request, confirm, propose, send, receive, review, approve, approve-with-comments, reject, drop, waive, carry-over, hold, resume, "
                + "cancel, reopen, take-back (an approval of this round), name-mill (of a material not sent yet; its promise stands). on: the day it happened (today); date: the day it is wanted (request, reject, reopen) or will be here (propose, required); "
                + "text: why, or the comment, seen by both sides; reasons: codes of approval-types (reject); parcel (send); vendor, reviewer, mill (request); mill (name-mill, required); from "
                + "(carry-over). A rejection opens the next round by itself. What leaves out a decision (waive, carry-over, drop, reopen) an assistant may only propose where the brand marks it as risky: a proposal waits for a second person. "
                + " If-Match names the version that was looked at; Idempotency-Key makes sending again safe.")
            .Accepts<ApprovalActDocument>("application/json").Produces<ApprovalActAnswer>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(409, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(412, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        MapAnswer("confirm", "ConfirmApprovalProposal", "Do what another proposed", ProposalReply.Confirm);
        MapAnswer("decline", "DeclineApprovalProposal", "Do not do what another proposed", ProposalReply.Decline);
        MapAnswer("withdraw", "WithdrawApprovalProposal", "Take back what one has proposed", ProposalReply.Withdraw);
        approvals.MapPut("/{id}/place", MoveAsync).WithName("MoveSample").WithSummary("Say where the sample is")
            .Accepts<PlaceDocument>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        approvals.MapPut("/{id}/customs", DeclareAsync).WithName("DeclareSample").WithSummary("The customs record of a sample, checked against the rules")
            .Accepts<CustomsDocument>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        approvals.MapAttachments();
        return app;

        void MapAnswer(string path, string name, string summary, ProposalReply reply) => approvals
            .MapPost($"/{{id}}/proposals/{{proposal:guid}}/{path}", (string id, Guid proposal, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
                AnswerAsync(id, proposal, reply, http, rows, grains, ct))
            .WithName(name).WithSummary(summary).Accepts<ActNote>("application/json").Produces<ApprovalActAnswer>()
            .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType);
    }

    private static async Task<IResult> ListAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, [.. ApprovalFilter.Names, Past.ParameterName]);
        var filter = ApprovalFilter.Of(parameters);
        var listing = Listing.Of(parameters, "-blocking", "due", "id");
        var (rows, today) = await boards.AskedAsync(parameters, ct, withApprovals: true);
        if (rows is null)
            return new ProblemResult(parameters.Fault!);

        var rights = http.Person().Rights;
        var waiting = new WaitingLines(rows, rights.MaySee);
        var sight = new Sight(rows, rights);
        var shown = rows.Approvals.Where(a => filter.LetsThrough(a, rows, today) && sight.SeesApproval(a.Row))
            .Select(a => ApprovalSummary.Of(a, rows, waiting, today).Without(rights)).ToArray();
        var page = listing.Of(shown, a => a.PlaceBy(listing.Sort, today), a => a);
        Listing.Link(http, page.Next);
        return new Shown(new ApprovalPage(page.Items, page.Total, page.Next, GroupCounts.Of(shown)));
    }

    /// <summary>The past moment that is asked for; null for the present, or where it is among the parameters' faults.</summary>
    private static async Task<(long Position, DateTimeOffset At)?> MomentAsync(Parameters parameters, Past past, CancellationToken ct) =>
        await past.PositionAsync(parameters, ct) is { } position ? (position, parameters.Instant(Past.ParameterName)!.Value) : null;

    // Nothing is done in the past.
    private static async Task<IResult> ReadPastAsync(
        string id, (long Position, DateTimeOffset At) moment, Rights rights, IGrainFactory grains, Past past, PastBoards boards, CancellationToken ct)
    {
        var rows = (await boards.AtAsync(moment.Position, ct, withApprovals: true)).Rows;
        if (!rows.TryGetApproval(id, out var entry) || !new Sight(rows, rights).SeesApproval(entry.Row))
            return ProblemResult.NotFound;
        var fold = StoredKinds.Approval.Begin();
        var position = await past.FoldAsync(fold, id, moment.Position, ct);
        var then = ApprovalView.Of(fold.State, new Surroundings(moment.At, WorkingCalendars.Unknown))!;
        return new Shown(ApprovalDetail.Of(then with { Moves = [] }, position, rows, rights, new WaitingLines(rows, rights.MaySee), await MilestoneNameAsync(then.Sheet, grains))
            with { MayDeclare = false, MayConfirm = false });
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, Past past, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Past.ParameterName);
        var moment = await MomentAsync(parameters, past, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (moment is { } then)
            return await ReadPastAsync(id, then, http.Person().Rights, grains, past, boards, ct);
        if (await FindAsync(id, http, rows, ct) is not { } entry || await grains.GetGrain<IApprovalGrain>(id).Read() is not { } found)
            return ProblemResult.NotFound;
        // Its clocks run on under the same version, so there is no 304.
        http.Response.Headers.ETag = $"\"{found.Version}\"";
        var rights = http.Person().Rights;
        return new Shown(ApprovalDetail.Of(found, entry.SeenAt, rows, rights, new WaitingLines(rows, rights.MaySee), await MilestoneNameAsync(found.Sheet, grains)));
    }

    private static async Task<string?> MilestoneNameAsync(ApprovalSheet sheet, IGrainFactory grains)
    {
        if (sheet.Completes is not { } waits)
            return null;
        var milestones = waits.PurchaseOrder is { } order
            ? (await grains.GetGrain<IPurchaseOrderGrain>(order).Read())?.Lines.FirstOrDefault(line => line.Number == waits.Line)?.Milestones
            : (await grains.GetGrain<IStyleGrain>(waits.Style!).Read())?.Milestones;
        return (milestones ?? []).FirstOrDefault(m => m.Code == waits.Milestone)?.Name;
    }

    private static async Task<IResult> HistoryAsync(
        string id, HttpContext http, Rows rows, Journal.Journal journal, ConversationHistory conversations, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "limit", "cursor");
        var listing = Listing.Of(parameters, "-position");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(id, http, rows, ct) is null)
            return ProblemResult.NotFound;
        var entries = new List<ApprovalHistoryEntry>();
        var approval = Approval.Initial;
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.Approval, id), 0, ct: ct))
        {
            var happened = (ApprovalEvent)EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span);
            approval = Approval.Evolve(approval, happened);
            if (ApprovalHistoryEntry.Of(recorded, happened, approval.Round?.Number ?? 0, http.Person().Rights) is { } entry)
                entries.Add(entry);
        }

        foreach (var said in await conversations.TellAsync(new ConversationSubject(Kinds.Approval, id), null, http.Person().Rights, ct))
            entries.Add(ApprovalHistoryEntry.Of(said.Recorded, said.Text, null, said.About?.Round ?? 0, null));
        var page = listing.Of(entries, e => new Place(e.Position, ""), e => e);
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> RequestAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var wish = ApprovalForms.ReadWish(form);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        if (!http.Person().Rights.MayAskForApprovals)
            return NotAllowed("Approvals are asked for by the brand.");

        await rows.CatchUpAsync(ct);
        if (UnknownVendor(wish.Wish.Vendor, rows, "") is { } unknown)
            return new ProblemResult(unknown);
        var sight = new Sight(rows, http.Person().Rights);
        ApprovalOffer offer;
        if (wish.Style is { } style)
            offer = sight.SeesStyle(style)
                ? await grains.GetGrain<IStyleGrain>(style).OfferApproval(wish.Wish)
                : new ApprovalOffer(null, new Domain.Refusal("unknown-style", "/style", "There is no such style."));
        else
            offer = rows.TryGetPurchaseOrder(wish.PurchaseOrder!, out var order) && sight.Sees(order.Row)
                ? await grains.GetGrain<IPurchaseOrderGrain>(wish.PurchaseOrder!).OfferApproval(wish.Line, wish.Wish)
                : new ApprovalOffer(null, new Domain.Refusal("unknown-purchase-order", "/purchaseOrder", "There is no such purchase order."));
        if (offer is not { Problem: null, Sheet: { } sheet })
            return new ProblemResult(Fault.Of(offer.Problem!));

        var id = sheet.Subject.Id;
        var verdict = await grains.GetGrain<IApprovalGrain>(id).Plan(new Asked<PlannedApproval>(write.Header(), new PlannedApproval(sheet, [])));
        if (WriteVerdict.Refused(http, verdict) is { } refused)
            return refused;
        var planned = new PlannedVerdict(id, WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position);
        return verdict.Status == VerdictStatus.Accepted ? TypedResults.Created($"/api/v1/approvals/{Uri.EscapeDataString(id)}", planned) : TypedResults.Ok(planned);
    }

    private static async Task<IResult> ActAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(id, http, rows, ct) is null)
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var act = ApprovalForms.ReadAct(form, http.Person(), write.Held);
        if ((form.Fault ?? UnknownVendor(act.Vendor, rows, "")) is { } fault)
            return new ProblemResult(fault);
        if (!http.Person().Rights.MayMove(act.Move))
            return NotAllowed(act.Move);
        return Answer(http, (await grains.GetGrain<IApprovalGrain>(id).Act([new Asked<ApprovalAct>(write.Header(), act)]))[0]);
    }

    private static async Task<IResult> AnswerAsync(string id, Guid proposal, ProposalReply reply, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(id, http, rows, ct) is null)
            return ProblemResult.NotFound;
        var person = http.Person();
        if (!person.Rights.MayReply(reply))
            return NotAllowed("It takes a manager or director.");
        var form = new JsonForm(write.Body);
        var answer = ApprovalForms.ReadAnswer(form, proposal);
        return form.Fault is { } fault
            ? new ProblemResult(fault)
            : Answer(http, new ApprovalActVerdict(await grains.GetGrain<IApprovalGrain>(id).Answer(
                new(write.Header(), answer), reply, new Author(person.Id, person.Role), write.Held), null));
    }

    private static IResult Answer(HttpContext http, ApprovalActVerdict act) => WriteVerdict.Refused(http, act.Verdict)
        ?? TypedResults.Ok(new ApprovalActAnswer(WriteVerdict.StatusOf(act.Verdict.Status), act.Verdict.Version, act.Verdict.Position, act.Proposal));

    private static async Task<IResult> DecideAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (write.Body.ValueKind != JsonValueKind.Array)
            return new ProblemResult(Fault.At("", "malformed-body", "Expected an array of acts."));
        var count = write.Body.GetArrayLength();
        if (count is 0 or > MaxDecisions)
            return new ProblemResult(Fault.At("", count == 0 ? "no-items" : "too-many-items", $"Expected 1 to {MaxDecisions} acts."));

        await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, http.Person().Rights);
        var verdicts = new ItemVerdict[count];
        var asked = new List<(int Index, string Id, Asked<ApprovalAct> Act)>();
        for (var i = 0; i < count; i++)
        {
            var form = new JsonForm(write.Body[i], $"/{i}");
            var id = form.Text("id", ApprovalForms.MaxIdCharacters, required: true);
            var act = ApprovalForms.ReadAct(form, http.Person(), form.Whole("version", 1, int.MaxValue));
            if ((form.Fault ?? UnknownVendor(act.Vendor, rows, $"/{i}")) is { } fault)
                verdicts[i] = ItemVerdict.Refused(i, id, fault);
            else if (!rows.TryGetApproval(id!, out var entry) || !sight.SeesApproval(entry.Row))
                verdicts[i] = ItemVerdict.Refused(i, id, Fault.At($"/{i}/id", "unknown-approval", "There is no such approval."));
            else if (!http.Person().Rights.MayMove(act.Move))
                verdicts[i] = ItemVerdict.Refused(i, id, NotAllowedTo(act.Move, $"/{i}/act"));
            else
                asked.Add((i, id!, new Asked<ApprovalAct>(write.Header(i), act)));
        }

        // One turn per approval, its acts in their order, the approvals side by side.
        await Task.WhenAll(asked.GroupBy(a => a.Id).Select(async ofOne =>
        {
            var acts = ofOne.ToArray();
            var answers = await grains.GetGrain<IApprovalGrain>(ofOne.Key).Act([.. acts.Select(a => a.Act)]);
            for (var i = 0; i < acts.Length; i++)
                verdicts[acts[i].Index] = ItemVerdict.Of(acts[i].Index, acts[i].Id, answers[i].Verdict, answers[i].Proposal);
        }));
        return TypedResults.Ok(new WriteVerdicts([.. verdicts]));
    }

    private static Task<IResult> MoveAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
        WriteAsync(
            id, http, rows, rights => rights.MayWorkOnApprovals, ApprovalForms.ReadPlace, (header, move) => grains.GetGrain<IApprovalGrain>(id).MoveSample(new(header, move)), ct);

    private static Task<IResult> DeclareAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
        WriteAsync(
            id, http, rows, rights => rights.MaySeeCustoms, ApprovalForms.ReadCustoms, (header, what) => grains.GetGrain<IApprovalGrain>(id).DeclareCustoms(new(header, what)), ct);

    private static async Task<IResult> WriteAsync<T>(
        string id, HttpContext http, Rows rows, Predicate<Rights> may, Func<JsonForm, CurrentPerson, T> read, Func<CommandHeader, T, Task<Verdict>> send,
        CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(id, http, rows, ct) is null)
            return ProblemResult.NotFound;
        if (!may(http.Person().Rights))
            return NotAllowed("This is for those who work on the approval.");
        var form = new JsonForm(write.Body);
        var command = read(form, http.Person());
        return form.Fault is { } fault ? new ProblemResult(fault) : WriteVerdict.Answer(http, await send(write.Header(), command));
    }

    /// <summary>Null for unknown and forbidden alike.</summary>
    internal static async Task<ApprovalEntry?> FindAsync(string id, HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        // Asked of the rows first, so that a made-up id wakes no actor.
        return rows.TryGetApproval(id, out var entry) && new Sight(rows, http.Person().Rights).SeesApproval(entry.Row) ? entry : null;
    }

    internal static ProblemResult NotAllowed(string detail) => new(new Fault("not-allowed", detail));

    private static Fault? UnknownVendor(string? vendor, Rows rows, string pointer) => vendor is null || rows.TryGetVendor(vendor, out _)
        ? null
        : Fault.At($"{pointer}/vendor", "unknown-vendor", "There is no such vendor.");

    private static ProblemResult NotAllowed(ApprovalMove move) => new(NotAllowedTo(move, "/act"));

    private static Fault NotAllowedTo(ApprovalMove move, string pointer) =>
        Fault.At(pointer, "not-allowed", $"You may not {ApprovalMoves.Said(move)}: ask somebody who may.");
}
