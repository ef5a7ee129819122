using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TrackRecords;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Calendars;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Samples;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Sheets;
using Selvedge.Gateway.Telemetry;
using Selvedge.Gateway.Webhooks;
using Selvedge.Journal;

namespace Selvedge.Gateway.Tests;

/// <summary>The API over real HTTP handling, with sample rows, actors that answer as told, and a database that is away.</summary>
public sealed class Api : IAsyncLifetime
{
    private WebApplication app = null!;

    internal Actors Actors { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddProblems().AddSecurity().AddPartners().AddProduction().AddConversations().AddTelemetry().AddDocs();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Shutdown>();
        builder.Services.AddSingleton(new WebhookOptions()).AddSingleton<WebhookPost>().AddSingleton<WebhookMessages>();
        var noSample = new SampleProgress();
        noSample.Finish();
        builder.Services.AddSingleton(noSample);
        builder.Services.AddSingleton(_ => SampleRows.Rows());
        builder.Services.AddSingleton(Actors.Factory);
        var away = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1");
        var journal = new Journal.Journal(away);
        builder.Services.AddSingleton(journal).AddSingleton(new PastRowReader(away)).AddSingleton(new Feed(journal));
        app = builder.Build();
        app.UseProblems().UsePeople().UseListSheets();
        app.MapEvents().MapProduction().MapSheets().MapCalendarTemplates().MapTelemetry().MapDocs().MapProblems();
        app.MapGet("/api/v1/broken", string () => throw new InvalidOperationException("Password=secret"));
        await app.StartAsync();
        Http = app.GetTestClient();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public async Task<Answer> GetAsync(string path, string? person = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (person is not null)
            request.Headers.Add(People.HeaderName, person);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await Answer.OfAsync(await Http.SendAsync(request));
    }

    public Task<Answer> PostAsync(string body, string? contentType = "application/json", string? person = null, params (string Name, string Value)[] headers) =>
        PostAsync(Encoding.UTF8.GetBytes(body), contentType, person, headers);

    public async Task<Answer> PostAsync(byte[] body, string? contentType, string? person, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (person is not null)
            request.Headers.Add(People.HeaderName, person);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        return await Answer.OfAsync(await Http.SendAsync(request));
    }
}

public sealed record Answer(int Status, string? MediaType, string Text, HttpResponseMessage Response)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? ProblemType => MediaType == "application/problem+json" ? Json.GetProperty("type").GetString() : null;

    public string? Pointer => Json.GetProperty("errors")[0].GetProperty("pointer").GetString();

    public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(), response);
}

/// <summary>Actors that remember what they were asked and answer as told.</summary>
internal sealed class Actors
{
    public Actors()
    {
        Factory = DispatchProxy.Create<IGrainFactory, FactoryProxy>();
        ((FactoryProxy)(object)Factory).Actors = this;
    }

    public IGrainFactory Factory { get; }

    public ConcurrentQueue<(string Key, ImmutableArray<Asked<ReportMilestone>> Asked)> Calls { get; } = new();

    /// <summary>Per item; accepted where nothing else is told.</summary>
    public Func<string, Asked<ReportMilestone>, Verdict> Answering { get; set; } = (_, _) => new Verdict(VerdictStatus.Accepted, 4, 40, null);

    /// <summary>Reflection's way of saying that whoever asks for any actor gets one of these.</summary>
    public class FactoryProxy : DispatchProxy
    {
        internal Actors Actors { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => new Actor(Actors, (string)args![0]!);
    }

    private sealed class Actor(Actors actors, string key) : IPurchaseOrderGrain, IStyleGrain, ITrackRecordGrain
    {
        public Task<PublishedRecord?> Published(int atLeast) => Task.FromResult(SampleRows.TrackRecord(key));

        public Task<Verdict> Add(Asked<OrderOutcomes> asked) => throw new NotSupportedException();

        public Task<ImmutableArray<Verdict>> Report(ImmutableArray<Asked<ReportMilestone>> asked)
        {
            actors.Calls.Enqueue((key, asked));
            return Task.FromResult(asked.Select(a => actors.Answering(key, a)).ToImmutableArray());
        }

        Task<PurchaseOrderView?> IPurchaseOrderGrain.Read() => Task.FromResult(PurchaseOrderView.Of(SampleRows.OrderState(key), 3));

        Task<Domain.Styles.StyleView?> IStyleGrain.Read() => Task.FromResult<Domain.Styles.StyleView?>(null);

        public Task<Verdict> Record(Asked<OrderSheet> asked) => throw new NotSupportedException();

        public Task<Verdict> Record(Asked<Domain.Styles.StyleSheet> asked) => throw new NotSupportedException();

        public Task<Verdict> Preview(OrderSheet sheet) => throw new NotSupportedException();

        public Task<Verdict> Preview(Domain.Styles.StyleSheet sheet) => throw new NotSupportedException();

        public Task<Verdict> TakeStyleDates(Asked<StyleDates> asked) => throw new NotSupportedException();

        public Task<Verdict> Adopt(Asked<AdoptTemplate> asked) => throw new NotSupportedException();

        public Task<Verdict> Override(Asked<OverrideMilestone> asked) => throw new NotSupportedException();

        public Task<Verdict> Lift(Asked<LiftOverride> asked) => throw new NotSupportedException();

        public Task<Verdict> Resolve(Asked<Domain.Discrepancies.ResolveDiscrepancy> asked) => throw new NotSupportedException();
        public Task<Verdict> Raise(Asked<Domain.Discrepancies.RaiseDiscrepancy> asked) => throw new NotSupportedException();

        public Task<Domain.Styles.OrderProgress> ProgressOf(string style) => throw new NotSupportedException();

        public Task<Domain.Alerts.OrderAlarms?> Alarms(long position) => throw new NotSupportedException();

        public Task<Verdict> TakeOrder(Asked<Domain.Styles.OrderProgress> asked) => throw new NotSupportedException();

        public Task<StyleActVerdict> Act(Asked<Domain.Styles.StyleAct> asked, Domain.People.Author by, int? held) => throw new NotSupportedException();

        public Task<ActVerdict> Act(Asked<OrderAct> asked, Domain.People.Author by, int? held) => throw new NotSupportedException();

        public Task<Verdict> LookAgain(CommandHeader header, long position) => throw new NotSupportedException();

        public Task<ImmutableArray<LineEffect>> ForeseeCalendar(string key, Domain.Calendars.CalendarSheet sheet) => throw new NotSupportedException();

        public Task<OrderEffect> ForeseeOverride(Domain.Milestones.OverrideMilestone what) => throw new NotSupportedException();

        public Task<ImmutableArray<LineEffect>> ForeseeTemplate(string id, int version, Domain.TimeAndAction.TemplateSheet sheet) => throw new NotSupportedException();

        public Task<ImmutableArray<RowOutcome>> Take(ImmutableArray<Asked<BulkTask>> asked, Domain.People.Author by) => throw new NotSupportedException();

        public Task<ImmutableArray<BulkEffect>> ForeseeBulk(ImmutableArray<BulkAsk> asks, string note, Domain.People.Author by) => throw new NotSupportedException();

        public Task<OrderForesight> Foresee(Supposition supposed) => throw new NotSupportedException();

        public Task<ImmutableArray<RowOutcome>> ForeseeTaking(ImmutableArray<BulkTask> tasks, Domain.People.Author by) => throw new NotSupportedException();

        public Task<ImmutableArray<RowOutcome>> TakeBack(ImmutableArray<Asked<BulkTask>> asked) => throw new NotSupportedException();

        public Task<RowOutcome> ForeseeTakingBack(BulkTask task) => throw new NotSupportedException();

        public Task<StyleForesight> Foresee(ImmutableArray<SupposedDay> supposed) => throw new NotSupportedException();

        public Task<Verdict> TakeDecision(Asked<Domain.Styles.StyleDecision> asked) => throw new NotSupportedException();

        public Task<Verdict> AcknowledgeDecision(CommandHeader header, string review, string by) => throw new NotSupportedException();

        public Task<Verdict> TakeApprovals(Asked<MilestoneApprovals> asked) => throw new NotSupportedException();

        public Task<Verdict> TakeShipment(Asked<Domain.PurchaseOrders.OrderCargo> asked) => throw new NotSupportedException();

        public Task<ImmutableArray<ApprovalSheet>> NeededApprovals(bool all) => throw new NotSupportedException();

        public Task<ImmutableArray<ApprovedMilestone>> DroppedMilestones() => throw new NotSupportedException();

        public Task<HeldApprovals?> HeldApprovals() => throw new NotSupportedException();

        public Task<ImmutableArray<RepeatedApproval>> RepeatedApprovals(HeldApprovals? parent) => throw new NotSupportedException();

        public Task<ApprovalOffer> OfferApproval(int line, ApprovalWish wish) => throw new NotSupportedException();

        public Task<ApprovalOffer> OfferApproval(ApprovalWish wish) => throw new NotSupportedException();

        public Task<StyleDates?> HandOver() => throw new NotSupportedException();

        public Task Wake(DateTimeOffset due) => throw new NotSupportedException();
    }
}
