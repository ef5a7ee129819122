using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.StyleLife;

/// <summary>What people ask of styles, from the concept to the close, and what they are adopted as.</summary>
public static class StyleLifeRoutes
{
    private const string Later = " What a brand marks as risky an assistant may only propose: a proposal waits for a second person.";

    public static IServiceCollection AddStyleLife(this IServiceCollection services) => services.AddSingleton<ProfileReader>();

    public static IEndpointRouteBuilder MapStyleLife(this IEndpointRouteBuilder app)
    {
        var style = app.MapGroup("/api/v1/styles/{style}").WithTags("Styles");
        style.MapGet("/profile", ReadAsync).WithName("ReadStyleProfile").WithSummary("What it was adopted as, what it is now, and which version each order is made by")
            .WithDescription("issued is the version that the order went out with; brand and vendor are the last that each side has acknowledged. A change after the sealed sample asks both: due says by when. " + Past.Description)
            .WithMetadata(new QueryNames(Past.ParameterName))
            .Produces<StyleProfileAnswer>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        Map<AdvanceStage>("advance", "AdvanceStyle", "Close its stage, and so reach the next", StyleForms.Advance,
            "stage is the one that is closed. It does not close while a milestone is open that the template says holds it, unless that was waived. "
            + "To adopt a style freezes version 1 of its profile. Ordered, in production and handed off follow from its orders." + Later);
        Map<WaiveMilestone>("waive", "WaiveMilestone", "Let a stage close without a milestone", StyleForms.Waive, "The milestone itself stays open." + Later);
        Map<ProfileForm>("revise", "ReviseStyle", "Change fields of it", StyleForms.Revise, "Of an adopted style every change is a version of its profile." + Later);
        Map<CommitStyleDate>("commit", "CommitStyleDate", "Move the day that both sides agree on for a milestone", StyleForms.Commit,
            "reason is a delay reason code; side carries the days, the reason's own where it is left out. A day further from where two people last agreed "
            + "than the brand tolerates takes two people again." + Later);
        MapAnswer("confirm", "ConfirmStyleProposal", "Do what another proposed", StyleForms.ConfirmProposal);
        MapAnswer("decline", "DeclineStyleProposal", "Do not do what another proposed", StyleForms.DeclineProposal);
        MapAnswer("withdraw", "WithdrawStyleProposal", "Take back what one has proposed", StyleForms.WithdrawProposal);
        return app;

        void Map<TBody>(string path, string name, string summary, Func<JsonForm, StyleAct> read, string description) where TBody : notnull => Describe<TBody>(
            style.MapPost(path, (string style, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => ActAsync(style, http, rows, grains, read, ct)),
            name, summary, description);

        void MapAnswer(string path, string name, string summary, Func<JsonForm, Guid, StyleAct> read) => Describe<ActNote>(
            style.MapPost($"proposals/{{proposal:guid}}/{path}", (string style, Guid proposal, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
                ActAsync(style, http, rows, grains, form => read(form, proposal), ct)),
            name, summary, "");
    }

    private static void Describe<TBody>(RouteHandlerBuilder route, string name, string summary, string description) where TBody : notnull => route
        .WithName(name).WithSummary(summary).WithDescription(description).Accepts<TBody>("application/json").Produces<StyleActAnswer>()
        .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType)
        .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType)
        .Produces<ProblemDocument>(422, ProblemDocument.MediaType);

    private static async Task<IResult> ReadAsync(string style, HttpContext http, ProfileReader profiles, Past past, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Past.ParameterName);
        var until = await past.PositionAsync(parameters, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        return await profiles.ReadAsync(style, until, http.Person().Rights, ct) is { } found ? new Shown(found) : ProblemResult.NotFound;
    }

    private static async Task<IResult> ActAsync(
        string style, HttpContext http, Rows rows, IGrainFactory grains, Func<JsonForm, StyleAct> read, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var person = http.Person();
        await rows.CatchUpAsync(ct);
        // Asked of the rows first, so that a made-up number wakes no actor.
        if (!new Sight(rows, person.Rights).SeesStyle(style))
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var act = read(form);
        if (!person.Rights.MayAct(act.Kind))
            return new ProblemResult(new Fault("not-allowed", person.Rights.MayAct(StyleMove.Advance)
                ? "It takes a manager or director."
                : "The stages and the profile of a style are for its brand."));
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        var (verdict, stage, proposal) = await grains.GetGrain<IStyleGrain>(style).Act(
            new Asked<StyleAct>(write.Header(), act), new Author(person.Id, person.Role), write.Held);
        return WriteVerdict.Refused(http, verdict)
            ?? TypedResults.Ok(new StyleActAnswer(WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position, stage, proposal));
    }
}

/// <summary>What became of an act.</summary>
/// <param name="Stage">Where the style stands after it.</param>
/// <param name="Proposal">Id of what now waits for a second person; null where it was done.</param>
public sealed record StyleActAnswer(WriteStatus Status, int Version, long Position, StyleStage Stage, string? Proposal);
