using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Alerts.Mails;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Webhooks;
using Selvedge.Grains;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>A whole node as the program runs it, on a free loopback port, a database of its own and a clock that stands.</summary>
public sealed class GatewayNode : IAsyncLifetime
{
    /// <summary>When the clock of every node begins.</summary>
    public static readonly DateTimeOffset Begin = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private WebApplication? app;

    public ManualTime Time { get; } = new(Begin);

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(15) };

    public Uri Address => Http.BaseAddress!;

    public IServiceProvider Services => app!.Services;

    /// <summary>Of its database.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Nobody here should be told "unavailable" because the machine is busy.</summary>
    public static JournalOptions Patient { get; } = new() { UnknownOutcomeLimit = TimeSpan.FromSeconds(30), CallLimit = TimeSpan.FromSeconds(60) };

    /// <summary>Told that the database is away long before <see cref="Patient"/>, but not because a busy machine takes a while to answer.</summary>
    public static JournalOptions Unhurried { get; } = new() { UnknownOutcomeLimit = TimeSpan.FromSeconds(5) };

    /// <summary>Those with which it starts where test classes share it.</summary>
    public KeyValuePair<string, string?>[] Settings { get; set; } = [];

    public async Task InitializeAsync() => await StartAsync(await TestServer.CloneDatabaseAsync(), Patient, Settings);

    public async Task StartAsync(string database, JournalOptions options, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        ConnectionString = database;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new WebhookOptions { AllowLoopback = true });
        app = Node.Build(builder, database, Time);
        await app.StartAsync();
        Http.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await Eventually.HoldsAsync("The node is ready", async () => (await GetAsync("/health/ready")).Status, status => status == 200);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app!.StopAsync();
        await app.DisposeAsync();
    }

    public async Task<Answer> GetAsync(string path, string? person = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (person is not null)
            request.Headers.Add(People.HeaderName, person);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await Answer.OfAsync(await Http.SendAsync(request));
    }

    /// <summary>One event alone, several as an array.</summary>
    public Task<Answer> PostAsync(params JsonObject[] events) =>
        PostAsync(events.Length == 1 ? events[0].ToJsonString() : new JsonArray([.. events.Select(e => e.DeepClone())]).ToJsonString());

    public async Task<Answer> PostAsync(string body, string mediaType = "application/json", string? person = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        if (person is not null)
            request.Headers.Add(People.HeaderName, person);
        return await Answer.OfAsync(await Http.SendAsync(request));
    }

    /// <summary>Has an order placed, reported about and followed, so that the node measures each; it is followed until that is disposed.</summary>
    internal async Task<IAsyncDisposable> BeMeasuredAsync(string order)
    {
        await PlaceAsync(Order(order, "2027-03-20"));
        await TellAsync(Said.OfLine(order, order, "A26", "2027-02-20"));
        var follower = await Boards.HubClient.ConnectAsync(Address);
        await follower.InvokeAsync("Follow", "board:*:apparel", null);
        await follower.NextFrameAsync();
        return follower;
    }

    /// <summary>What the node tells of itself.</summary>
    public async Task<string> ScrapeAsync() => (await GetAsync("/metrics")).Text;

    /// <summary>The verdict on one event, whose status must be 200.</summary>
    public async Task<JsonElement> TellAsync(JsonObject said)
    {
        var answer = await PostAsync(said);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.GetProperty("items")[0];
    }

    public async Task<JsonElement> ReadAsync(string path, string? person = null)
    {
        var answer = await GetAsync(path, person);
        Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json;
    }

    /// <summary>How far the journal has come.</summary>
    public Task<long> HeadAsync() => Services.GetRequiredService<Journal.Journal>().ReadHeadAsync();

    /// <summary>Where an order, a style or a vendor last changed; what others learn of it afterwards does not count.</summary>
    public async Task<long> NewestChangeAsync()
    {
        var newest = 0L;
        foreach (var kind in new[] { Kinds.PurchaseOrder, Kinds.Style, Kinds.Vendor })
            await foreach (var row in Services.GetRequiredService<Journal.Journal>().ReadRowsAsync(kind))
                newest = Math.Max(newest, row.Position);
        return newest;
    }

    /// <summary>Places orders of one line each, vendor V1 in Bangladesh unless another is given.</summary>
    public Task PlaceAsync(params string[][] orders) => ImportAsync(
        "purchase-orders", ["number", "brand", "category", "season", "vendor", "line", "style", "description", "colour", "quantity", "exFactory"],
        orders);

    /// <summary>One row for <see cref="PlaceAsync"/>.</summary>
    public static string[] Order(string number, string exFactory, string brand = "HALDEN", string category = "apparel", string style = "", string vendor = "V1") =>
        [number, brand, category, "SS27", vendor, "1", style, "Crew", "Ink", "7700", exFactory];

    public Task RegisterStyleAsync(string number, string targetExFactory, string brand = "HALDEN", string colour = "Ink") => ImportAsync(
        "styles", ["number", "name", "brand", "category", "season", "targetExFactory", "colour"],
        [number, $"Style {number}", brand, "apparel", "SS27", targetExFactory, colour]);

    /// <summary>Sends a write to any route.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string? body, string? person = null, string? key = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (person is not null)
            request.Headers.Add(People.HeaderName, person);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await Answer.OfAsync(await Http.SendAsync(request));
    }

    public Task RegisterVendorAsync(string code, string name, string country = "BD") => ImportAsync("vendors", ["code", "name", "country"], [code, name, country]);

    /// <summary>Completes when everything that follows from what was said so far has happened as well.</summary>
    public Task SettleAsync()
    {
        var reactions = Services.GetServices<IHostedService>().OfType<Reaction>().Count();
        return Eventually.HoldsAsync("All reactions are served", async () =>
        {
            await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
                $"select count(*) from journal.checkpoints c, journal.head h where c.position >= h.position and c.follower not in ('{RowCopier.Follower}', '{WebhookFollower.Follower}', '{NoticeFollower.Follower}')");
            return (long)(await command.ExecuteScalarAsync())!;
        }, served => served == reactions);
    }

    /// <param name="mayBeKnown">They may have been hired before.</param>
    public async Task HireAsync(PersonSheet person, bool mayBeKnown = false)
    {
        var header = new CommandHeader(CommandIds.Of("hire", person.Id), 0, Guid.Empty, new Origin("test"));
        var verdict = await Services.GetRequiredService<IGrainFactory>().GetGrain<IPersonGrain>(person.Id).Record(new Asked<PersonSheet>(header, person));
        Assert.True(verdict.Status == VerdictStatus.Accepted || mayBeKnown, $"{person.Id}: {verdict.Status}");
        // Who asks is looked up without waiting for the journal: let the node hear of them first.
        await Services.GetRequiredService<Rows>().CatchUpAsync(default);
    }

    public async Task<Answer> ImportAsync(string kind, string mapping, byte[] file, bool dryRun = false, string? person = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/imports");
        request.Content = new MultipartFormDataContent
        {
            { new StringContent(kind), "kind" },
            { new StringContent(mapping), "mapping" },
            { new StringContent(dryRun ? "true" : "false"), "dryRun" },
            { new ByteArrayContent(file), "file", "file.csv" },
        };
        if (person is not null)
            request.Headers.Add(People.HeaderName, person);
        return await Answer.OfAsync(await Http.SendAsync(request));
    }

    private async Task ImportAsync(string kind, string[] columns, params string[][] rows)
    {
        var mapping = JsonSerializer.Serialize(new
        {
            name = "test", kind,
            fields = columns.ToDictionary(c => c, object (c) => c.EndsWith("xFactory", StringComparison.Ordinal) ? new { column = c, dates = new[] { "yyyy-MM-dd" } } : new { column = c }),
        });
        var file = string.Join('\n', [string.Join(',', columns), .. rows.Select(row => string.Join(',', row))]);
        var answer = await ImportAsync(kind, mapping, Encoding.UTF8.GetBytes(file));
        Assert.True(
            answer.Status == 200 && answer.Json.GetProperty("created").GetInt32() + answer.Json.GetProperty("changed").GetInt32() == rows.Length, answer.Text);
    }
}
