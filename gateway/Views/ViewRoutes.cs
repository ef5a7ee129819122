using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Views;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Views;

/// <summary>Saved views of boards: one's own, the team's, and those that come with a role.</summary>
public static class ViewRoutes
{
    private const int MaxIdCharacters = 64;
    private const string Shelves = "shelf: mine, team, or a role (assistant, manager, director, vendor).";

    public static IEndpointRouteBuilder MapViews(this IEndpointRouteBuilder app)
    {
        var views = app.MapGroup("/api/v1/views").WithTags("Views");
        views.MapGet("", ListAsync).WithName("ListViews").WithSummary("Saved views of boards that the reader may use, shelf by shelf").Produces<SavedViews>();
        views.MapPut("/{shelf}/{id}", KeepAsync).WithName("KeepView").WithSummary("Save a view, or put it in the place of the one with this id")
            .WithDescription(Shelves + " query is the part of a board's address from its question mark on. Views of roles are for managers and directors to save. If-Match with the version of the view that was read, in quotes, refuses what somebody has changed since (412).")
            .Accepts<ViewDocument>("application/json").Produces<WriteVerdict>()
            .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        views.MapDelete("/{shelf}/{id}", DropAsync).WithName("DropView").WithSummary("Delete a saved view").WithDescription(Shelves)
            .Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        var person = http.Person();
        var shelves = Shelf.Of(person).Where(shelf => shelf.MayUse).ToArray();
        var views = await Task.WhenAll(shelves.Select(shelf => grains.GetGrain<IViewShelfGrain>(shelf.Key).Read()));
        return new Shown(new SavedViews([.. shelves.Zip(views, (shelf, its) => new ViewShelfDocument(shelf.Name, shelf.Name == person.Role, shelf.MayKeep, its))]));
    }

    private static async Task<IResult> KeepAsync(string shelf, string id, HttpContext http, IGrainFactory grains)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var (to, refused) = Find(shelf, id, http);
        if (refused is not null)
            return refused;
        var form = new JsonForm(write.Body);
        var view = new SavedView(id, form.Text("name", ViewShelf.LongestName, required: true)?.Trim() ?? "", form.Text("query", ViewShelf.LongestQuery) ?? "");
        return form.Fault is { } fault
            ? new ProblemResult(fault)
            : WriteVerdict.Answer(http, await grains.GetGrain<IViewShelfGrain>(to).Keep(new Asked<SavedView>(write.Header(), view), write.Held));
    }

    private static async Task<IResult> DropAsync(string shelf, string id, HttpContext http, IGrainFactory grains)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var (from, refused) = Find(shelf, id, http);
        return refused ?? WriteVerdict.Answer(http, await grains.GetGrain<IViewShelfGrain>(from).Drop(new Asked<string>(write.Header(), id)));
    }

    private static (string Key, IResult? Refused) Find(string name, string id, HttpContext http) =>
        id.Length > MaxIdCharacters || Shelf.Of(http.Person()).FirstOrDefault(shelf => shelf.Name == name && shelf.MayUse) is not { } found ? ("", ProblemResult.NotFound)
        : found.MayKeep ? (found.Key, null)
        : ("", new ProblemResult(new Fault("not-allowed", "Views of a role are for managers and directors to keep; who only looks on keeps none.")));

    /// <param name="Key">Of the actor that holds it.</param>
    private sealed record Shelf(string Name, string Key, bool MayUse, bool MayKeep)
    {
        private static readonly ImmutableArray<string> Roles = ["assistant", "manager", "director", "vendor"];

        public static IEnumerable<Shelf> Of(CurrentPerson person)
        {
            var rights = person.Rights;
            yield return new Shelf("mine", $"person/{person.Id}", true, rights.MayKeepViews);
            if (rights.Team is { } team)
                yield return new Shelf("team", $"team/{team}", true, rights.MayKeepViews);
            foreach (var role in Roles)
                yield return new Shelf(role, $"role/{role}", role == person.Role || rights.MayKeepViewsOfRoles, rights.MayKeepViewsOfRoles);
        }
    }
}

/// <param name="Query">Left out for the board as it comes.</param>
public sealed record ViewDocument(string Name, string? Query);

public sealed record SavedViews(ImmutableArray<ViewShelfDocument> Shelves);

/// <param name="Shelf">mine, team, or a role.</param>
/// <param name="Own">Of a role: whether it is the reader's.</param>
/// <param name="MayKeep">Whether the reader may save views there, rename and delete them.</param>
public sealed record ViewShelfDocument(string Shelf, bool Own, bool MayKeep, ImmutableArray<SavedView> Views);
