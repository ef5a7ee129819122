using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Staff;

/// <summary>Who is let in, for which goods, and who no longer is.</summary>
internal static class StaffRoutes
{
    private const int MaxListed = 200;
    private const int MaxName = 100;
    private const int MaxCode = 60;
    private const int MaxSignInName = 254;
    private const string Keeping = "let-people-in";

    public static IEndpointRouteBuilder MapStaff(this IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/api/v1/people/{id}").WithTags("People");
        people.MapGet("", ReadAsync).WithName("ReadPerson").WithSummary("Who comes in by this id, and what they may see")
            .WithDescription("For managers and directors, of who sees no more than they do.")
            .Produces<PersonDetail>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        people.MapPut("", LetInAsync).WithName("LetPersonIn").WithSummary("Let somebody in, or say what they may see from now on, or that they have left, whole")
            .WithDescription(
                "The id is of lower-case letters, digits and . - _ @ +, and stays. role: director, manager or assistant (of the brand), vendor (of a factory), partner (of who carries the goods); side follows from it. "
                + "brands, categories, vendors: none for all. signInName: what the provider of the sign-in calls them, where that is not their id. hasLeft: they may do nothing from the answer on, on all nodes; open pages of theirs end. "
                + "For managers and directors, who give and take no more than they hold themselves: by brand, category, vendor, hidden field and role. The last person who may let everybody in stays, as does the last who may let anybody in.")
            .Accepts<PersonForm>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        people.MapGet("/history", HistoryAsync).WithName("ReadPersonHistory").WithSummary("Who let them in and changed what they may see, the newest first")
            .Produces<PersonHistory>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, Rows rows, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(id, http, rows, ct) is not { } found)
            return ProblemResult.NotFound;
        http.Response.Headers.ETag = $"\"{found.Version}\"";
        return TypedResults.Ok(PersonDetail.Of(found));
    }

    private static async Task<IResult> HistoryAsync(string id, HttpContext http, Rows rows, Journal.Journal journal, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        return await FindAsync(id, http, rows, ct) is null ? ProblemResult.NotFound : TypedResults.Ok(await PersonHistory.ReadAsync(id, rows, journal, ct));
    }

    private static async Task<IResult> LetInAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, OneByOne oneByOne, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (!http.Person().Rights.MayKeepPeople)
            return NotAllowed();
        await rows.CatchUpAsync(ct);
        var form = new JsonForm(write.Body);
        if (id.Length > MaxName || id.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && !".-_@+".Contains(c)) || id == CurrentPerson.Manager.Id)
            form.Refuse("", "wrong-type", $"Expected an id of at most {MaxName} lower-case letters, digits and . - _ @ +, and not '{CurrentPerson.Manager.Id}', who is built in.");
        var sheet = Sheet(id, form);
        for (var i = 0; i < sheet.Vendors.Length; i++)
            if (!rows.TryGetVendor(sheet.Vendors[i], out _))
                form.Refuse("vendors", "unknown-vendor", $"There is no vendor {sheet.Vendors[i]}.");
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        // Whom others are, and who else may let people in, stands until it is decided.
        return await oneByOne.RunAsync(Keeping, async () =>
        {
            await rows.CatchUpAsync(ct);
            rows.TryGetPerson(id, out var known);
            if (Refuse(http.Person().Rights, sheet, known?.Row, rows) is { } refused)
                return new ProblemResult(refused);
            // At the version that was judged: what functions and alerts are is not touched, but a raise in between would be undone.
            return WriteVerdict.Answer(http, await grains.GetGrain<IPersonGrain>(id).LetIn(new(write.Header(), sheet), write.Held ?? known?.Version ?? 0));
        }, ct);
    }

    private static Fault? Refuse(Rights asker, PersonSheet sheet, PersonSheet? known, Rows rows)
    {
        if (!asker.MayKeepPerson(sheet) || known is not null && !asker.MayKeepPerson(known))
            return new Fault("not-allowed", "Nobody gives or takes more than they hold themselves: by brand, category, vendor, hidden field and role.");
        if (!sheet.HasLeft && rows.KnownAs(sheet.KnownAs).FirstOrDefault(p => p.Row.Id != sheet.Id && !p.Row.HasLeft) is { } other)
            return Fault.At("/signInName", "known-already", $"{other.Row.Name} signs in as '{sheet.KnownAs}'.");
        return known is not null && (IsLast(r => r.MayKeepAnybody) || IsLast(r => r.MayKeepPeople))
            ? new Fault("last-keeper", $"{known.Name} is the last who may let people in: let somebody else in who may, first.")
            : null;

        bool IsLast(Predicate<Rights> may) =>
            may(Rights.Of(known)) && !may(Rights.Of(sheet)) && !rows.People.Any(p => p.Row.Id != sheet.Id && may(Rights.Of(p.Row)));
    }

    private static PersonSheet Sheet(string id, JsonForm form)
    {
        var role = form.Text("role", MaxCode, required: true) ?? "";
        return new PersonSheet(
            id, form.Text("name", MaxName, required: true)?.Trim() ?? "", role, form.Text("side", MaxCode) ?? PersonSheet.SideOf(role) ?? "",
            Listed(form, "brands"), Categories(form), Listed(form, "vendors"), Listed(form, "hiddenFields"),
            SignInName: form.Text("signInName", MaxSignInName) is { } name && name != id ? name : null, HasLeft: form.Flag("hasLeft"));
    }

    // In one sequence, each once: the same said again is a repeat.
    private static ImmutableArray<string> Listed(JsonForm form, string name) => [.. form.Texts(name, MaxListed, MaxCode).Distinct().Order(StringComparer.Ordinal)];

    private static ImmutableArray<string> Categories(JsonForm form)
    {
        var categories = Listed(form, "categories");
        foreach (var category in categories)
            if (!Words.Categories.Contains(category))
                form.Refuse("categories", "unknown-category", $"There is no category {category}; expected {string.Join(", ", Words.Categories)}.");
        return categories;
    }

    private static async Task<PersonEntry?> FindAsync(string id, HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        return rows.TryGetPerson(id, out var known) && http.Person().Rights.MayKeepPerson(known.Row) ? known : null;
    }

    private static ProblemResult NotAllowed() => new(new Fault("not-allowed", "People are let in by managers and directors."));
}

/// <summary>What somebody may see, as it is sent.</summary>
internal sealed record PersonForm(
    string Name, string Role, string? Side, string[]? Brands, string[]? Categories, string[]? Vendors, string[]? HiddenFields, string? SignInName, bool? HasLeft);

/// <param name="Brands">Empty for all, as are <paramref name="Categories"/> and <paramref name="Vendors"/>.</param>
/// <param name="HiddenFields">Members that are left out of all they are shown, such as <c>price</c>.</param>
/// <param name="SignInName">What the provider of the sign-in calls them; null for their id.</param>
/// <param name="HasLeft">They may do nothing any more.</param>
/// <param name="Version">For If-Match.</param>
internal sealed record PersonDetail(
    string Id, string Name, string Role, string Side, ImmutableArray<string> Brands, ImmutableArray<string> Categories, ImmutableArray<string> Vendors,
    ImmutableArray<string> HiddenFields, string? SignInName, bool HasLeft, int Version)
{
    public static PersonDetail Of(PersonEntry person) => new(
        person.Row.Id, person.Row.Name, person.Row.Role, person.Row.Side, person.Row.Brands, person.Row.Categories, person.Row.Vendors, person.Row.HiddenFields,
        person.Row.SignInName, person.Row.HasLeft, person.Version);
}
