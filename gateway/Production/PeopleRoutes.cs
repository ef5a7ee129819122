using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Production;

/// <summary>Who works here, as far as who asks may know of them: what the development sign-in chooses from.</summary>
public static class PeopleRoutes
{
    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/people", ListAsync).WithTags("People").WithName("ListPeople").WithSummary("Who works here and is known to who asks, and who asks")
            .Produces<PeopleList>();
        return app;
    }

    // What a thing does not say of itself.
    private static readonly ImmutableArray<(string Name, Predicate<Rights> May)> Acts =
    [
        ("tailor-calendars", rights => rights.MayTailor), ("amend-working-days", rights => rights.MayAmend),
        ("see-work-of-others", rights => rights.MaySeeWorkOfOthers), ("draft-orders", rights => rights.MayAct(Act.Draft)),
        ("ask-for-approvals", rights => rights.MayAskForApprovals), ("act-in-bulk", rights => rights.MayActInBulk), ("chase", rights => rights.MayChase),
        ("see-settings", rights => rights.MayPrepare), ("decide-settings", rights => rights.MayDecideSettings), ("report", rights => rights.MayReport),
    ];

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        var asker = http.Person();
        var people = rows.People.Select(p => CurrentPerson.Of(p.Row)).ToList();
        if (!people.Any(p => p.Id == CurrentPerson.Manager.Id))
            people.Add(CurrentPerson.Manager);
        return TypedResults.Ok(new PeopleList(
            [.. people.Where(p => p.Id == asker.Id || asker.Rights.MayKnow(p.Rights)).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new PersonSummary(p.Id, p.Name, p.Role, p.Initials))],
            asker.Id, [.. Acts.Where(a => a.May(asker.Rights)).Select(a => a.Name)]));
    }
}

/// <param name="Current">Id of the person who asks.</param>
/// <param name="May">What they may do: tailor-calendars of orders and styles they see, amend-working-days, see-work-of-others, draft-orders, ask-for-approvals, act-in-bulk on lines they see, chase vendors they see, see-settings and decide-settings of brands they see, report on what they see.</param>
public sealed record PeopleList(ImmutableArray<PersonSummary> Items, string Current, ImmutableArray<string> May);

public sealed record PersonSummary(string Id, string Name, string Role, string Initials);
