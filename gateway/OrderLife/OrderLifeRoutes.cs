using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.OrderLife;

/// <summary>What people ask of orders between buyer and vendor, from the first draft to the close.</summary>
public static class OrderLifeRoutes
{
    private const string Later = " Whoever may only propose it gets a proposal, which waits for a second person.";

    public static IEndpointRouteBuilder MapOrderLife(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/purchase-orders", DraftAsync).WithTags("Purchase orders").WithName("DraftPurchaseOrder").WithSummary("Begin an order, which is none yet")
            .WithDescription("Until it is issued it is known to the buyer's own people alone. parent names the order that it repeats.")
            .Accepts<DraftOrder>("application/json").Produces<ActAnswer>(201).Produces<ActAnswer>()
            .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(409, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType);

        var order = app.MapGroup("/api/v1/purchase-orders/{po}").WithTags("Purchase orders");
        Map<OrderChanges>("amend", "AmendPurchaseOrder", "Change a draft", OrderForms.Amend);
        Map<ActNote>("issue", "IssuePurchaseOrder", "Send out the first version: its calendar begins and the vendor is to answer", OrderForms.Issue,
            "Above the limit of whoever asks it waits for a second person.");
        Map<Answer>("acknowledge", "AcknowledgePurchaseOrder", "The vendor has the version", OrderForms.Acknowledge);
        Map<Answer>("confirm", "ConfirmPurchaseOrder", "The vendor makes it as written", OrderForms.Confirm);
        Map<ChangeWishForm>("propose-change", "ProposeChange", "The vendor would do otherwise", OrderForms.ProposeChange);
        Map<Answer>("reject", "RejectPurchaseOrder", "The vendor does not make it; note says why", OrderForms.Reject);
        Map<ActNote>("accept-change", "AcceptChange", "The vendor gets what it proposed: a version, which it has thereby confirmed", OrderForms.AcceptChange, Later);
        Map<ActNote>("decline-change", "DeclineChange", "The version stays as it is", OrderForms.DeclineChange);
        Map<RevisionForm>("revise", "RevisePurchaseOrder", "Issue the next version", OrderForms.Revise,
            "The vendor is asked anew where more is otherwise than the brand's tolerances forgive. A day that moves is a commitment and needs a reason. "
            + "A version with more in it than the one before is judged by the limit of whoever asks, as an issue is." + Later);
        Map<DateCommitment>("commit", "CommitDate", "Move the day that both sides agree on, of ex-factory or a milestone", OrderForms.Commit,
            "reason is a delay reason code; side carries the days, the reason's own where it is left out. An ex-factory further from where two "
            + "people last agreed than the brand tolerates takes two people again." + Later);
        Map<PlanAnswer>("agree-plan", "AgreePlan", "Agree to the day that somebody reported as a plan", OrderForms.AgreePlan, Later);
        Map<PlanAnswer>("decline-plan", "DeclinePlan", "Leave the agreed day, whatever was reported as a plan", OrderForms.DeclinePlan);
        Map<HoldOrder>("hold", "HoldPurchaseOrder", "Let nothing go on until it is released", OrderForms.Hold);
        Map<ActNote>("release", "ReleasePurchaseOrder", "Let it go on", OrderForms.Release);
        Map<CancelOrder>("cancel", "CancelPurchaseOrder", "Cancel the order, or lines of it", OrderForms.Cancel, "lines are numbers; none for the whole order." + Later);
        Map<CloseOrder>("close", "ClosePurchaseOrder", "Close it full, short or over, by what came of each line", OrderForms.Close,
            "sizes of a line that was ordered by size, else quantity. note says why where it is short or over.");
        Map<ProfileAnswer>("acknowledge-profile", "AcknowledgeProfile", "A side knows the present profile of a style by which lines are made", OrderForms.AcknowledgeProfile,
            "profile is the version that is acknowledged: the present one. side is brand or vendor, the own where it is left out; the brand may say so for the vendor.");
        Map<WaiveGate>("waive", "WaiveGate", "Let a line go on without a gate", OrderForms.Waive, "The gate drops out of the line's calendar." + Later);
        MapAnswer("confirm", "ConfirmProposal", "Do what another proposed", OrderForms.ConfirmProposal);
        MapAnswer("decline", "DeclineProposal", "Do not do what another proposed", OrderForms.DeclineProposal);
        MapAnswer("withdraw", "WithdrawProposal", "Take back what one has proposed", OrderForms.WithdrawProposal);
        return app;

        void Map<TBody>(string path, string name, string summary, Func<JsonForm, OrderAct> read, string? description = null) where TBody : notnull =>
            Describe<TBody>(
                order.MapPost(path, (string po, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => ActAsync(po, http, rows, grains, read, ct)),
                name, summary, description);

        void MapAnswer(string path, string name, string summary, Func<JsonForm, Guid, OrderAct> read) => Describe<ActNote>(
            order.MapPost($"proposals/{{proposal:guid}}/{path}", (string po, Guid proposal, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
                ActAsync(po, http, rows, grains, form => read(form, proposal), ct)),
            name, summary, null);
    }

    private static void Describe<TBody>(RouteHandlerBuilder route, string name, string summary, string? description) where TBody : notnull => route
        .WithName(name).WithSummary(summary).WithDescription(description?.Trim() ?? "").Accepts<TBody>("application/json").Produces<ActAnswer>()
        .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType)
        .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType)
        .Produces<ProblemDocument>(422, ProblemDocument.MediaType);

    private static async Task<IResult> DraftAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var act = OrderForms.Draft(form);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        var (draft, rights) = (act.Draft!, http.Person().Rights);
        if (!rights.MayAct(Act.Draft) || !rights.MaySee(draft.Brand, draft.Category, draft.Vendor))
            return NotAllowed("Orders are drafted by the brand's own people, each for the brands, categories and vendors that they see.");
        await rows.CatchUpAsync(ct);
        if (new OrderReferences(rows, rights).Refuse(act) is { } missing)
            return new ProblemResult(missing);
        if (rows.TryGetPurchaseOrder(draft.Number, out var taken) && !rights.MaySee(taken.Row))
            return new ProblemResult(Fault.At("/number", "number-taken", $"{draft.Number} is there already."));
        return await AskAsync(draft.Number, act, write, http, grains);
    }

    private static async Task<IResult> ActAsync(
        string po, HttpContext http, Rows rows, IGrainFactory grains, Func<JsonForm, OrderAct> read, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var rights = http.Person().Rights;
        await rows.CatchUpAsync(ct);
        // Asked of the rows first, so that a made-up number wakes no actor.
        if (!rows.TryGetPurchaseOrder(po, out var order) || !rights.MaySee(order.Row))
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var act = read(form);
        if (!rights.MayAct(act.Kind))
            return NotAllowed(rights.MayAct(Act.Issue) ? "It takes a manager or director." : "This is not for your side of the order.");
        if ((form.Fault ?? new OrderReferences(rows, rights).Refuse(act)) is { } fault)
            return new ProblemResult(fault);
        return await AskAsync(po, act, write, http, grains);
    }

    private static async Task<IResult> AskAsync(string number, OrderAct act, WriteRequest write, HttpContext http, IGrainFactory grains)
    {
        var person = http.Person();
        var (verdict, phase, proposal) = await grains.GetGrain<IPurchaseOrderGrain>(number).Act(
            new Asked<OrderAct>(write.Header(), act), new Author(person.Id, person.Role), write.Held);
        if (verdict is { Status: VerdictStatus.Refused, Problem: { } problem })
            return new ProblemResult(WriteVerdict.FaultOf(problem));
        http.Response.Headers.ETag = $"\"{verdict.Version}\"";
        var answer = new ActAnswer(WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position, phase, proposal);
        return act.Draft is not null && verdict.Status == VerdictStatus.Accepted
            ? TypedResults.Created($"/api/v1/purchase-orders/{Uri.EscapeDataString(number)}", answer)
            : TypedResults.Ok(answer);
    }

    private static ProblemResult NotAllowed(string detail) => new(new Fault("not-allowed", detail));
}

/// <summary>What became of an act.</summary>
/// <param name="Phase">Where the order stands after it.</param>
/// <param name="Proposal">Id of what now waits for a second person; null where it was done.</param>
public sealed record ActAnswer(WriteStatus Status, int Version, long Position, Phase Phase, string? Proposal);
