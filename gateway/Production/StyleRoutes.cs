using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.Partners;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Production;

/// <summary>Styles: the list from the rows in memory, one from its actor.</summary>
public static class StyleRoutes
{
    private static readonly string[] Names = ["brand", "category", "season", "health", "stage", "q", "sort", "limit", "cursor", Past.ParameterName];

    public static IEndpointRouteBuilder MapStyles(this IEndpointRouteBuilder app)
    {
        var styles = app.MapGroup("/api/v1/styles").WithTags("Styles");
        styles.MapGet("", ListAsync).ForPartners(PartnerScope.Read).WithName("ListStyles").WithSummary("Styles, filtered")
            .WithMetadata(new QueryNames(Names))
            .WithDescription("Parameters: brand, category, season, health, stage (each repeated or with commas), q (words in number or name), sort (number), limit, cursor. " + Past.Description)
            .Produces<Page<StyleSummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        styles.MapGet("/{style}", ReadAsync).ForPartners(PartnerScope.Read).WithName("ReadStyle").WithSummary("One style with the milestones that live on it")
            .WithDescription(Past.Description).WithMetadata(new QueryNames(Past.ParameterName)).Produces<StyleDetail>().Produces(304).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        styles.MapGet("/{style}/history", HistoryAsync).ForPartners(PartnerScope.Read).WithName("ReadStyleHistory").WithSummary("What happened to it, newest first")
            .WithDescription(HistoryFilter.Description + Past.Description).WithMetadata(new QueryNames(HistoryFilter.Names))
            .Produces<HistoryPage>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Names);
        var (brands, seasons, q) = (parameters.Texts("brand"), parameters.Texts("season"), parameters.Text("q"));
        var categories = parameters.Choices("category", Words.Categories);
        var healths = parameters.Choices("health", Words.Healths);
        var stages = parameters.Choices("stage", Words.StyleStages);
        var listing = Listing.Of(parameters, "number");
        var (rows, _) = await boards.AskedAsync(parameters, ct);
        if (rows is null)
            return new ProblemResult(parameters.Fault!);

        var sight = new Sight(rows, http.Person().Rights);
        var page = listing.Of(rows.Styles.Where(Matches), s => new Place(0, s.Row.Number), StyleSummary.Of);
        Listing.Link(http, page.Next);
        return new Shown(page);

        bool Matches(StyleEntry style) =>
            brands.Allows(style.Row.Brand) && categories.Allows(style.Row.Category) && seasons.Allows(style.Row.Season)
            && healths.Allows(Words.WordOf(style.Row.Health)) && stages.Allows(Words.WordOf(style.Row.Stage))
            && (q is null || style.Row.Number.Contains(q, StringComparison.OrdinalIgnoreCase) || style.Row.Name.Contains(q, StringComparison.OrdinalIgnoreCase))
            && sight.SeesStyle(style.Row.Number);
    }

    private static async Task<IResult> ReadAsync(string style, HttpContext http, StyleReader styles, Past past, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Past.ParameterName);
        var until = await past.PositionAsync(parameters, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (await styles.FindAsync(style, until, http.Person().Rights, ct) is not { } found)
            return ProblemResult.NotFound;
        return Versions.IsKnown(http, found.Version) ? TypedResults.StatusCode(304) : new Shown(found);
    }

    private static async Task<IResult> HistoryAsync(
        string style, HttpContext http, StyleReader styles, ConversationHistory conversations, Past past, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, HistoryFilter.Names);
        var filter = HistoryFilter.Of(parameters);
        var until = await past.PositionAsync(parameters, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        var rights = http.Person().Rights;
        if (await styles.FindAsync(style, until, rights, ct) is null)
            return ProblemResult.NotFound;

        var history = await styles.TellAsync(style, until, rights, ct);
        var page = filter.Of(
            [.. history.Entries.Where(e => Vocabulary.IsTold(e.Type, rights))],
            await conversations.TellAsync(new ConversationSubject(Kinds.Style, style), until, rights, ct));
        Listing.Link(http, page.Next);
        return new Shown(page);
    }
}

/// <summary>One style in a list.</summary>
public sealed record StyleSummary(
    string Id, long V, string Number, string Name, string Brand, string Category, string Season, string? Gender, string? ArticleType,
    ImmutableArray<string> Colours, DateOnly? TargetExFactory, Health Health, int Version, StyleStage Stage)
{
    internal static StyleSummary Of(StyleEntry entry)
    {
        var style = entry.Row;
        return new StyleSummary(
            style.Number, entry.SeenAt, style.Number, style.Name, style.Brand, style.Category, style.Season, style.Gender, style.ArticleType,
            style.Colours, style.TargetExFactory, style.Health, entry.Version, style.Stage);
    }
}
