using Selvedge.Contracts.Stored;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Figures;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Figures;

/// <summary>What charts show: counted anew from the rows that the reader may see, with the lines behind every count.</summary>
public static class FigureRoutes
{
    private const int MostWeeks = 53;
    private const int MostSeries = 100;

    private static readonly string[] OnTimeNames = [.. FigureFilter.Names, "by", "against", "weeks", "most"];
    private static readonly string[] LeftNames = [.. FigureFilter.Names, "against", "week", "sort", "limit", "cursor"];
    private static readonly string[] LoadNames = [.. FigureFilter.Names, "by", "weeks", "most"];
    private static readonly string[] SlipLineNames = [.. FigureFilter.Names, "side", "code", "sort", "limit", "cursor"];
    private static readonly string[] OfSlip = ["cause", "causes", "slipDays"];
    private static readonly string[] Sides = [.. Enum.GetNames<Side>().Select(s => s.ToLowerInvariant())];

    public static IServiceCollection AddFigures(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new LowerCase<Against>()));

    public static IEndpointRouteBuilder MapFigures(this IEndpointRouteBuilder app)
    {
        var figures = app.MapGroup("/api/v1/figures").WithTags("Figures");
        figures.MapGet("/on-time", OnTimeAsync).WithName("ReadOnTimeTrend").WithSummary("Share of lines that left on time, by the week in which they left")
            .WithDescription(
                "A line is on time when it left on the day compared with, or before. against: baseline, as usual, which no re-dating moves; committed, the day last agreed. by: brand, as usual; category; vendor. "
                + "weeks: how many, up to this one (26, at most 53). most: of how many series, those of most lines (12, at most 100). " + FigureFilter.Description + Past.Description)
            .WithMetadata(new QueryNames(OnTimeNames)).Produces<OnTimeAnswer>()
            .Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(403, ProblemDocument.MediaType);
        figures.MapGet("/on-time/lines", LeftAsync).WithName("ListLinesThatLeft").WithSummary("The lines that left in a week, as the trend counts them")
            .WithDescription("week: its Monday, required. against: as for the trend. sort (-late, as usual; po), limit, cursor. " + FigureFilter.Description + Past.Description)
            .WithMetadata(new QueryNames(LeftNames)).Produces<Page<LeftLine>>()
            .Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(403, ProblemDocument.MediaType);
        figures.MapGet("/load", LoadAsync).WithName("ReadExFactoryLoad").WithSummary("What is still to leave the factories by week, as agreed and as expected")
            .WithDescription(
                "Lines of open orders that have not left. A week is over the usual where the forecast is more than a quarter above the median week of the plan, in pieces; for who may not see quantities, in lines. "
                + "by: brand, as usual; category; vendor. weeks: how many, from this one (16, at most 53). most: of how many series, those with most to leave (12, at most 100). " + FigureFilter.Description + Past.Description)
            .WithMetadata(new QueryNames(LoadNames)).Produces<LoadAnswer>()
            .Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(403, ProblemDocument.MediaType);
        figures.MapGet("/slip", SlipAsync).WithName("ReadSlipByCause").WithSummary("Why lines of open orders leave later than planned: days and lines by side and reason")
            .WithDescription(
                "Days of causes and of what is untold, less those that float absorbed, are slipDays: calendar days past the baseline of all lines that slip. Untold is of lines that last changed before causes were kept. "
                + FigureFilter.Description + Past.Description)
            .WithMetadata(new QueryNames(FigureFilter.Names)).Produces<SlipAnswer>()
            .Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(403, ProblemDocument.MediaType);
        figures.MapGet("/slip/lines", SlippingAsync).WithName("ListSlippingLines").WithSummary("The lines behind a cause of slip, with the days that it added")
            .WithDescription("side, code (empty for those without a reason): without either every line that slips, with its slip; with either the days of those causes. sort (-days, as usual; po), limit, cursor. " + FigureFilter.Description + Past.Description)
            .WithMetadata(new QueryNames(SlipLineNames)).Produces<Page<SlippingLine>>()
            .Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(403, ProblemDocument.MediaType);
        return app;
    }

    private static Task<IResult> OnTimeAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, OnTimeNames);
        var (filter, by, against) = (FigureFilter.Of(parameters), FigureKey.Of(parameters), AgainstOf(parameters));
        var (weeks, most) = ((int)parameters.Number("weeks", 26, 1, MostWeeks), (int)parameters.Number("most", 12, 0, MostSeries));
        return CountAsync(http, boards, parameters, ["actual", Word(against)], (rows, rights, today) =>
        {
            var from = Weeks.Of(today).AddDays(-7 * (weeks - 1));
            var figures = OnTimeTrend.Of(filter.Of(rows.PurchaseOrders, rights), FigureKey.Reader(by), against, from, today);
            return new OnTimeAnswer(
                against, from, weeks, OnTimeLine.Of(figures.All, null), [.. figures.Series.Take(most).Select(s => OnTimeLine.Of(s, FigureKey.NameOf(by, s.Key, rows)))],
                figures.Series.Length, figures.Undated);
        }, ct);
    }

    private static Task<IResult> LeftAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, LeftNames);
        var (filter, against, week) = (FigureFilter.Of(parameters), AgainstOf(parameters), parameters.Day("week"));
        if (parameters.Fault is null && (week is not { } monday || Weeks.Of(monday) != monday || monday.Year is < WorkingCalendars.FirstYear or > WorkingCalendars.LastYear))
            parameters.Refuse("week", "bad-parameter", $"Expected a Monday of the years {WorkingCalendars.FirstYear} to {WorkingCalendars.LastYear}.");
        var listing = Listing.Of(parameters, "-late", "po");
        return CountAsync(http, boards, parameters, ["actual", Word(against)], (rows, rights, today) =>
        {
            var last = week!.Value.AddDays(6);
            var left = OnTimeTrend.Left(filter.Of(rows.PurchaseOrders, rights), week.Value, last < today ? last : today);
            return PageOf(
                http, listing, left.Where(l => OnTimeTrend.IsOnTime(l.Line, against) is not null), l => listing.Sort == "late" ? OnTimeTrend.LateDays(l.Line, against) : 0,
                l => LeftLine.Of(l, against, rows));
        }, ct);
    }

    private static Task<IResult> LoadAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, LoadNames);
        var (filter, by) = (FigureFilter.Of(parameters), FigureKey.Of(parameters));
        var (weeks, most) = ((int)parameters.Number("weeks", 16, 1, MostWeeks), (int)parameters.Number("most", 12, 0, MostSeries));
        return CountAsync(http, boards, parameters, ["committed", "forecast"], (rows, rights, today) =>
        {
            var figures = ExFactoryLoad.Of(
                filter.OfOpen(rows, rights), FigureKey.Reader(by), Weeks.Of(today), weeks, inLines: !rights.MaySeeField("quantity"));
            return new LoadAnswer(
                LoadLine.Of(figures.All, null), [.. figures.Series.Take(most).Select(s => LoadLine.Of(s, FigureKey.NameOf(by, s.Key, rows)))], figures.Series.Length, figures.Undated);
        }, ct);
    }

    private static Task<IResult> SlipAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, FigureFilter.Names);
        var filter = FigureFilter.Of(parameters);
        return CountAsync(http, boards, parameters, OfSlip, (rows, rights, _) => SlipAnswer.Of(SlipByCause.Of(filter.OfOpen(rows, rights))), ct);
    }

    private static Task<IResult> SlippingAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, SlipLineNames);
        var filter = FigureFilter.Of(parameters);
        var (sides, code, hasCode) = (parameters.Choices("side", Sides), parameters.Text("code"), http.Request.Query.ContainsKey("code"));
        var listing = Listing.Of(parameters, "-days", "po");
        return CountAsync(http, boards, parameters, OfSlip, (rows, rights, _) => PageOf(
            http, listing, SlipByCause.Slipping(filter.OfOpen(rows, rights)).Where(l => DaysOf(l.Line) > 0), l => listing.Sort == "days" ? DaysOf(l.Line) : 0,
            l => SlippingLine.Of(l, DaysOf(l.Line), rows)), ct);

        int DaysOf(LineRow line) => sides.IsEmpty && !hasCode
            ? line.SlipDays
            : (line.Lost ?? []).Where(l => sides.Allows(Word(l.Side)) && (!hasCode || l.Code == code)).Sum(l => l.Days);
    }

    private static Against AgainstOf(Parameters parameters) =>
        parameters.Choice("against", "baseline", "committed") == "baseline" ? Against.Baseline : Against.Committed;

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <param name="follows">Fields from which the figure follows: who may not see one of them is not told it.</param>
    /// <param name="count">From the rows of the moment asked for, the reader's rights, and the day that was then.</param>
    private static async Task<IResult> CountAsync(
        HttpContext http, PastBoards boards, Parameters parameters, string[] follows, Func<Rows, Rights, DateOnly, object> count, CancellationToken ct)
    {
        var (rows, today) = await boards.AskedAsync(parameters, ct);
        if (rows is null)
            return new ProblemResult(parameters.Fault!);
        var rights = http.Person().Rights;
        return follows.FirstOrDefault(field => !rights.MaySeeField(field)) is { } hidden
            ? new ProblemResult(new Fault("not-allowed", $"It follows from {hidden}, which you may not see."))
            : new Shown(count(rows, rights, today));
    }

    private static Page<T> PageOf<T>(HttpContext http, Listing listing, IEnumerable<FigureLine> lines, Func<FigureLine, int> by, Func<FigureLine, T> show)
    {
        var page = listing.Of(lines, l => new Place(by(l), l.Id), show);
        Listing.Link(http, page.Next);
        return page;
    }
}
