using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Production;

/// <summary>Who works here, as far as who asks may know of them: what the development sign-in chooses from.</summary>
public static class PeopleRoutes
{
    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/people", ListAsync).WithTags("People").WithName("ListPeople").WithSummary("Who works here and is known to who asks, and who asks")
            .Produces<PeopleList>();
        app.MapPut("/api/v1/people/{id}/functions", AssignAsync).WithTags("People").WithName("AssignFunctions").WithSummary("Say what somebody does, whole")
            .WithDescription("functions: any of the words that ListPeople answers; none for whatever comes. Their day holds what belongs to these, and what nobody else of their role does. For managers and directors, of the brand's own people whose goods they all see.")
            .Accepts<FunctionsForm>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        return app;
    }

    private const int MaxFunctions = 50;

    // What a thing does not say of itself.
    private static readonly ImmutableArray<(string Name, Predicate<Rights> May)> Acts =
    [
        ("tailor-calendars", rights => rights.MayTailor), ("amend-working-days", rights => rights.MayAmend),
        ("see-work-of-others", rights => rights.MaySeeWorkOfOthers), ("draft-orders", rights => rights.MayAct(Act.Draft)),
        ("ask-for-approvals", rights => rights.MayAskForApprovals), ("act-in-bulk", rights => rights.MayActInBulk), ("chase", rights => rights.MayChase),
        ("see-settings", rights => rights.MayPrepare), ("decide-settings", rights => rights.MayDecideSettings), ("report", rights => rights.MayReport),
        ("resolve-discrepancies", rights => rights.MayResolve), ("let-partners-in", rights => rights.MayKeepPartners), ("let-people-in", rights => rights.MayKeepPeople), ("share-walls", rights => rights.MayShareWalls),
    ];

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, SignedIn signedIn, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        var asker = http.Person();
        var people = rows.Everybody.Select(p => (Person: CurrentPerson.Of(p.Row), Sheet: (PersonSheet?)p.Row, p.Version)).ToList();
        if (!people.Exists(p => p.Person.Id == CurrentPerson.Manager.Id))
            people.Add((CurrentPerson.Manager, null, 0));
        return TypedResults.Ok(new PeopleList(
            [
                .. people.Where(p => p.Person.Id == asker.Id || asker.Rights.MayKnow(p.Person.Rights)).OrderBy(p => p.Person.Name, StringComparer.Ordinal)
                    .Select(p => PersonSummary.Of(p.Person, p.Sheet, p.Version, asker.Rights)),
            ],
            asker.Id, [.. Acts.Where(a => a.May(asker.Rights)).Select(a => a.Name)], Enum.GetValues<Function>().ToImmutableArray(), signedIn.IsAsked));
    }

    private static async Task<IResult> AssignAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        await rows.CatchUpAsync(ct);
        // Asked of the rows first, so that a made-up id wakes no actor.
        if (!rows.TryGetPerson(id, out var known) || known.Row.HasLeft || !http.Person().Rights.MayKnow(Rights.Of(known.Row)))
            return ProblemResult.NotFound;
        if (!http.Person().Rights.MayStaff(Rights.Of(known.Row)))
            return new ProblemResult(new Fault("not-allowed", "What the brand's own people do is for managers and directors to say who see all their goods."));
        var form = new JsonForm(write.Body);
        // Left out is not none: that is said.
        if (!form.Has("functions"))
            form.Refuse("functions", "required", "Expected an array, empty for whatever comes.");
        var functions = form.Words<Function>("functions", MaxFunctions);
        return form.Fault is { } fault
            ? new ProblemResult(fault)
            : WriteVerdict.Answer(http, await grains.GetGrain<IPersonGrain>(id).Assign(new(write.Header(), functions), write.Held));
    }
}

/// <param name="Current">Id of the person who asks.</param>
/// <param name="May">What they may do: tailor-calendars of orders and styles they see, amend-working-days, see-work-of-others, draft-orders, ask-for-approvals, act-in-bulk on lines they see, chase vendors they see, see-settings and decide-settings of brands they see, report on what they see, resolve-discrepancies (and raise them) of what they see, let-partners-in and let-people-in that see no more than they do, share-walls of brands and categories that they see.</param>
/// <param name="Functions">All that there are.</param>
/// <param name="SignsIn">Whether people prove who they are at a provider; else each says it.</param>
public sealed record PeopleList(
    ImmutableArray<PersonSummary> Items, string Current, ImmutableArray<string> May, ImmutableArray<Function> Functions, bool SignsIn);

/// <param name="Brands">Whose goods they see, of those that who asks sees; empty for all, as is <paramref name="Categories"/>. Both, and the functions, the house's own business: null, and none, for who is not of the house or sees none of these goods.</param>
/// <param name="Functions">What they do; empty for whatever comes.</param>
/// <param name="Version">Of their record, for If-Match; 0 for the built-in manager.</param>
/// <param name="MayAssign">Whether who asks may say what they do.</param>
/// <param name="HasLeft">They may do nothing any more, and are listed for their name.</param>
/// <param name="MayKeep">Whether who asks may say what they see, and that they have left.</param>
public sealed record PersonSummary(
    string Id, string Name, string Role, string Initials, ImmutableArray<string>? Brands, ImmutableArray<string>? Categories, ImmutableArray<Function> Functions,
    int Version, bool MayAssign, bool HasLeft, bool MayKeep)
{
    internal static PersonSummary Of(CurrentPerson person, PersonSheet? sheet, int version, Rights asker)
    {
        var (hasLeft, mayKeep) = (sheet?.HasLeft == true, sheet is not null && asker.MayKeepPerson(sheet));
        return asker.MayPrepare && asker.Shared(person.Rights) is var (brands, categories)
            ? new(person.Id, person.Name, person.Role, person.Initials, brands, categories, person.Functions, version, sheet is not null && asker.MayStaff(person.Rights), hasLeft, mayKeep)
            : new(person.Id, person.Name, person.Role, person.Initials, null, null, [], version, false, hasLeft, mayKeep);
    }
}

/// <summary>What somebody does, as it is sent.</summary>
public sealed record FunctionsForm(ImmutableArray<Function> Functions);
