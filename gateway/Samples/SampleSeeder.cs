using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Vendors;
using Selvedge.Domain.Walls;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Chases;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// Fills an empty journal with a sample: people, vendors, styles and orders with their approvals and shipments, and last the wall, whose
/// presence says that all is there. Broken off, the next start sends all again; what was sent before is a repeat.
/// Beside data that is not the sample's it sends nothing.
/// </summary>
/// <remarks>
/// A seeding that goes on another day goes on with that day's sheets: what was sent before stays as it was, so that a
/// style's target may differ from its orders' dates by the days between.
/// </remarks>
internal sealed partial class SampleSeeder(
    IGrainFactory grains, Journal.Journal journal, Rows rows, Files files, TimeProvider time, SampleOptions options, SampleProgress progress, ILogger<SampleSeeder> log)
    : BackgroundService
{
    // Enough to fill the journal's group commits.
    private const int AtOnce = 96;
    private const int MostChased = 20;

    private readonly SampleSender send = new(time, options.Seed, log);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (options.Size is { } size && await send.AgainAsync(() => IsWantedAsync(stoppingToken), stoppingToken))
                await SeedAsync(SeasonPlan.Generate(options.Seed, Today, size), size, stoppingToken);
            progress.Finish();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> IsWantedAsync(CancellationToken ct)
    {
        var people = new HashSet<string>();
        await foreach (var person in journal.ReadRowsAsync(Kinds.Person, ct))
            people.Add(person.Stream.Id);
        if (people.Contains(SamplePeople.Wall))
            return false;
        if (people.Contains(SamplePeople.Director))
            return true;

        await foreach (var _ in journal.ReadRowsAsync(Kinds.PurchaseOrder, ct))
        {
            LogNotAlone(log, options.Size!.Name);
            return false;
        }

        return true;
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private async Task SeedAsync(SeasonPlan plan, SampleSize size, CancellationToken ct)
    {
        var (people, approvals) = (plan.People, new SampleApprovals(options.Seed, Today, plan.People));
        var (lives, talk) = (new SampleLives(options.Seed, Today, people), new SampleTalk(options.Seed, Today, people));
        var (stages, wishes) = (new SampleStyles(options.Seed, people), new SampleWishes(options.Seed));
        await SendAsync("people", "person", people.Length - 1, people[..^1], p => p.Id, (p, ask) => grains.GetGrain<IPersonGrain>(p.Id).Record(ask));
        await SendAsync("vendors", "vendor", size.Vendors, plan.Vendors, v => v.Code, (v, ask) => grains.GetGrain<IVendorGrain>(v.Code).Record(ask));
        await SendAsync("mills", "vendor", SampleWords.Mills.Length, SampleWords.Mills, v => v.Code, (v, ask) => grains.GetGrain<IVendorGrain>(v.Code).Record(ask));
        await SendAsync("brands", "brand", plan.Brands.Length, plan.Brands, b => b, (b, ask) => grains.GetGrain<IBrandGrain>(b).Decide(
            new Asked<BrandSettings>(ask.Header with { Origin = new Origin(SamplePeople.Director) }, BrandSettings.Default with { Country = SampleWords.CountryOf(b) }), null));
        await AmendCalendarsAsync(plan, ct);
        await PublishAsync(SampleCalendars.First(plan.Brands), people, "first", ct);
        await SendAllAsync("styles", size.Styles, plan.MadeStyles, async made =>
        {
            var (sheet, key) = (made.Style, made.Style.Number);
            var style = grains.GetGrain<IStyleGrain>(key);
            await send.RecordAsync("style", key, () => style.Record(new Asked<StyleSheet>(send.Header("style", key), sheet)), ct);
            await TellAsync(await send.AgainAsync(() => style.NeededApprovals(all: true), ct), made.Vendor, sheet.Past);
            if (wishes.Of(sheet, made.Vendor) is { } wish)
                await TellWishedAsync(await send.AgainAsync(() => style.OfferApproval(wish), ct), made.Vendor);
            await TalkAsync(new ConversationSubject(Kinds.Style, key), talk.About(sheet, made.Vendor), ct);
            await LiveAsync(key, stages.Next, ct);
        });
        await SendAllAsync("purchase orders", size.Orders, plan.Orders, async sheet =>
        {
            var order = grains.GetGrain<IPurchaseOrderGrain>(sheet.Number);
            await send.RecordAsync("order", sheet.Number, () => order.Record(new Asked<OrderSheet>(send.Header("order", sheet.Number), sheet)), ct);
            // Where nobody says anything nobody asks for anything either.
            if (!sheet.Past.IsEmpty)
                await TellAsync(await send.AgainAsync(() => order.NeededApprovals(all: true), ct), sheet.Vendor, sheet.Past);
            if (!sheet.Past.IsEmpty && wishes.Of(sheet) is { } wish)
                await TellWishedAsync(await send.AgainAsync(() => order.OfferApproval(sheet.Lines[0].Number, wish), ct), sheet.Vendor);
            await LiveAsync(sheet.Number, lives.Of(sheet), ct);
            await TalkAsync(new ConversationSubject(Kinds.PurchaseOrder, sheet.Number), talk.About(sheet), ct);
        });
        foreach (var review in new SampleReviews(options.Seed, Today, people).Of(plan.Brands, [.. plan.MadeStyles.Select(made => made.Style)]))
            await ReviewAsync(review, ct);
        foreach (var (number, acts) in lives.Reorders(plan.Orders))
            await LiveAsync(number, acts, ct);
        var changed = new ConcurrentDictionary<string, bool>();
        await SendAllAsync("stages of styles", size.Styles, plan.Styles, async sheet =>
        {
            await LiveAsync(sheet.Number, stages.Next, ct);
            await LiveAsync(sheet.Number, stages.Agreed, ct);
            await LiveAsync(sheet.Number, style => stages.Changed(style) is { } change && changed.TryAdd(sheet.Number, true) ? change : null, ct);
        });
        await PublishAsync(SampleCalendars.Second(plan.Brands), people, "second", ct);
        // Whoever is ordered from now on goes by it.
        await PublishAsync(SampleCalendars.Latest(plan.Brands), people, "first", ct);
        foreach (var draft in SampleCalendars.Drafts(plan.Brands))
            await DraftAsync(draft, people, "open draft", ct);
        await AcknowledgeAsync(plan, stages, changed.Keys, ct);
        await new SampleWork(grains, rows, send, people, Today).DoAsync(ct);
        await new SampleShipments(grains, rows, send, options.Seed, Today).BookAsync(plan.Orders.ToDictionary(o => o.Number, o => o.ShipMode), ct);
        await ChaseAsync(plan, ct);
        await ShareWallAsync(plan, ct);
        await new SamplePartners(grains, send, plan.Brands[0], time.GetUtcNow()).LetInAsync(ct);
        var last = people[^1];
        await send.RecordAsync("person", last.Id, () => grains.GetGrain<IPersonGrain>(last.Id).Record(new(send.Header("person", last.Id), last)), ct);

        Task SendAsync<T>(
            string what, string kind, int total, IEnumerable<T> sheets, Func<T, string> keyOf, Func<T, Asked<T>, Task<Verdict>> record) =>
            SendAllAsync(what, total, sheets, sheet =>
            {
                var key = keyOf(sheet);
                var asked = new Asked<T>(send.Header(kind, key), sheet);
                return send.RecordAsync(kind, key, () => record(sheet, asked), ct);
            });

        async Task SendAllAsync<T>(string what, int total, IEnumerable<T> all, Func<T, Task> tell)
        {
            var stretch = progress.Begin(size.Name, what, total);
            await Parallel.ForEachAsync(
                all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (one, _) =>
                {
                    await tell(one);
                    if (stretch.Advance())
                        LogProgress(log, stretch);
                });
        }

        // A template may have it live elsewhere.
        Task TellWishedAsync(ApprovalOffer offer, string vendor) =>
            offer.Sheet is { } sheet ? TellApprovalAsync(approvals, sheet, vendor, [], ct) : Task.CompletedTask;

        Task TellAsync(ImmutableArray<ApprovalSheet> needed, string vendor, ImmutableArray<ReportMilestone> reports) =>
            Task.WhenAll(needed.Concat(approvals.AtSecondMill(needed)).Select(sheet => TellApprovalAsync(approvals, sheet, vendor, reports, ct)));
    }

    // What nobody has asked for yet is planned by the product itself.
    private async Task TellApprovalAsync(SampleApprovals approvals, ApprovalSheet sheet, string vendor, ImmutableArray<ReportMilestone> reports, CancellationToken ct)
    {
        var past = approvals.Past(sheet, vendor, reports);
        if (past.IsEmpty)
            return;
        var key = sheet.Subject.Id;
        var approval = grains.GetGrain<IApprovalGrain>(key);
        await send.RecordAsync("approval", key, () => approval.Plan(new(send.Header("approval", key), new PlannedApproval(sheet, past))), ct);
        if (approvals.Comment(sheet, vendor, past) is { } comment)
            await TalkAsync(new ConversationSubject(Kinds.Approval, key), [comment], ct);
        if (approvals.Place(sheet, vendor, past) is { } place)
            await send.RecordAsync("place", key, () => approval.MoveSample(new(send.Header("place", key), place)), ct);
        if (approvals.Customs(sheet, vendor, past) is { } customs)
            await send.RecordAsync("customs", key, () => approval.DeclareCustoms(new(send.Header("customs", key, customs.By), customs)), ct);
        if (approvals.Picture(sheet, vendor, past) is var (by, png))
        {
            var sha256 = await send.AgainAsync(() => files.KeepAsync(png, ct), ct);
            await send.RecordAsync("picture", key, () => approval.Attach(
                new(send.Header("picture", key, by), new NewAttachment(by, Party.Vendor, false, $"{sheet.Subject.Colour} against the standard.png", "image/png", png.Length, sha256))), ct);
        }

        if (approvals.Proposed(sheet, past) is { } wished)
            await send.RecordAsync("proposal", key, async () =>
                (await approval.Act([new(send.Header("proposal", key, wished.By), wished)]))[0].Verdict, ct);
    }

    private async Task ReviewAsync(SampleReview sample, CancellationToken ct)
    {
        var review = grains.GetGrain<ILineReviewGrain>(sample.Id);
        await send.RecordAsync("line review", sample.Id, () => review.Open(new(Told(""), sample.Sheet), sample.Leader.Id), ct);
        foreach (var said in sample.Said)
            await send.RecordAsync("judgement", said.Style, () => review.Judge(new(Told(said.Style), said)), ct);
        if (sample.IsClosed)
            await send.RecordAsync("closing", sample.Id, () => review.Close(Told("closed"), sample.Leader.Id, leavesOpen: false), ct);

        CommandHeader Told(string what) => send.Header("line review", $"{sample.Id} {what}", sample.Leader.Id);
    }

    private async Task TalkAsync(ConversationSubject subject, ImmutableArray<NewComment> said, CancellationToken ct)
    {
        var conversation = grains.GetGrain<IConversationGrain>(subject.Key);
        for (var i = 0; i < said.Length; i++)
        {
            var (comment, key) = (said[i], $"{subject.Key} {i}");
            await send.RecordAsync("comment", key, () => conversation.Say(new(send.Header("comment", key, comment.By), comment)), ct);
        }
    }

    /// <param name="next">What is asked of the style as it stands; null where nothing is.</param>
    private async Task LiveAsync(string number, Func<StyleView, (Author By, StyleAct Act)?> next, CancellationToken ct)
    {
        var style = grains.GetGrain<IStyleGrain>(number);
        // What was done before is a repeat, and ends it.
        for (var version = 0; await send.AgainAsync(style.Read, ct) is { } seen && seen.Version > version && next(seen) is var (by, act); version = seen.Version)
            await send.RecordAsync("act", number, async () =>
                (await style.Act(new Asked<StyleAct>(send.Header($"act {act.Kind} {seen.Standing.Stage}", number, by.Id), act), by, null)).Verdict, ct);
    }

    private async Task LiveAsync(string number, ImmutableArray<(Author By, OrderAct Act)> acts, CancellationToken ct)
    {
        var order = grains.GetGrain<IPurchaseOrderGrain>(number);
        foreach (var (by, act) in acts)
            await send.RecordAsync("act", number, async () =>
                (await order.Act(new Asked<OrderAct>(send.Header($"act {act.Kind}{act.AcknowledgeProfile?.Style}", number, by.Id), act), by, null)).Verdict, ct);
    }

    // By now the orders mostly know what was changed of their styles.
    private async Task AcknowledgeAsync(SeasonPlan plan, SampleStyles stages, ICollection<string> changed, CancellationToken ct)
    {
        foreach (var sheet in plan.Orders.Where(o => o.Lines.Any(l => changed.Contains(l.Style!))))
            if (await send.AgainAsync(() => grains.GetGrain<IPurchaseOrderGrain>(sheet.Number).Read(), ct) is { } order)
                await LiveAsync(sheet.Number, [.. stages.Acknowledged(order)], ct);
    }

    // Somebody has begun the day's round.
    private async Task ChaseAsync(SeasonPlan plan, CancellationToken ct)
    {
        await send.CatchUpAsync(rows, ct);
        foreach (var vendor in plan.Vendors.Where((_, i) => i % 3 == 0).Take(MostChased).Select(v => v.Code))
            if (await send.AgainAsync(() => ChaseList.OfAsync(vendor, rows, grains, CurrentPerson.Manager, Today, ct), ct) is { IsEmpty: false } open)
                await send.RecordAsync("chase", vendor, () => grains.GetGrain<IVendorGrain>(vendor).Chase(
                    new Asked<ImmutableArray<ChasedThing>>(send.Header("chase", vendor), [.. open.Select(item => item.ToThing())]), SamplePeople.Assistants[0], null), ct);
    }

    // Nobody has its token: it hangs where somebody opened it.
    private async Task ShareWallAsync(SeasonPlan plan, CancellationToken ct)
    {
        var header = send.Header("wall", "floor", SamplePeople.Director);
        var token = WallToken.New(header.Id);
        var sheet = new WallLinkSheet(
            "Sourcing floor, Dhaka", [WallLink.Overview, .. Categories.All.Take(2)], [.. plan.Brands.Take(2)], [], ["quantity"], new DateTimeOffset(Today.AddDays(120), TimeOnly.MinValue, TimeSpan.Zero));
        await send.RecordAsync("wall", token.Id, () => grains.GetGrain<IWallLinkGrain>(token.Id).Make(new(header, sheet), token.SecretHash, SamplePeople.Director), ct);
    }

    private async Task AmendCalendarsAsync(SeasonPlan plan, CancellationToken ct)
    {
        foreach (var (key, sheet, reason) in SampleCalendars.Amended(plan.Vendors, Today))
            await send.RecordAsync("calendar", key, () => grains.GetGrain<IWorkingCalendarGrain>(key).Amend(
                new Asked<CalendarSheet>(send.Header("calendar", key), sheet), null, reason), ct);
    }

    private async Task PublishAsync(SampleTemplate sample, ImmutableArray<PersonSheet> people, string version, CancellationToken ct)
    {
        var by = await DraftAsync(sample, people, $"draft of {version}", ct);
        await send.RecordAsync("template", sample.Id, () => grains.GetGrain<ITemplateGrain>(sample.Id).Publish(send.Header(version, sample.Id, by), null, sample.Note), ct);
    }

    /// <returns>Id of who drafts for the brand.</returns>
    private async Task<string> DraftAsync(SampleTemplate sample, ImmutableArray<PersonSheet> people, string what, CancellationToken ct)
    {
        var by = people.Acting(sample.Sheet.Brand!, sample.Sheet.Category!, "manager").Id;
        await send.RecordAsync("template", sample.Id, () => grains.GetGrain<ITemplateGrain>(sample.Id).SaveDraft(
            new Asked<TemplateSheet>(send.Header(what, sample.Id, by), sample.Sheet), null), ct);
        return by;
    }
}
