using Selvedge.Clustering;
using Selvedge.Gateway;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Imports;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Samples;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Telemetry;
using Selvedge.Journal;

// The settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Logging.AddTelemetry();
builder.Configuration.Sources.Insert(0, Settings.Defaults);
SafeByDefault.Check(builder.Configuration);

using var starting = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole().AddTelemetry());
await using var database = await NodeDatabase.OpenAsync(builder.Configuration, starting.CreateLogger("Selvedge.Database"));

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddJournal(database.ConnectionString);
builder.Services.AddActors();
builder.Services.AddProblems();
builder.Services.AddSecurity();
builder.Services.AddBoards();
builder.Services.AddPartners();
builder.Services.AddProduction();
builder.Services.AddSamples(builder.Configuration);
builder.Services.AddTelemetry();
builder.Services.AddDocs();

var app = builder.Build();
app.UseProblems();
app.UsePeople();
app.MapEvents();
app.MapProduction();
app.MapImports();
app.MapBoards();
app.MapTelemetry();
app.MapDocs();
app.MapProblems();
app.MapPages(builder.Configuration["Selvedge:Pages"]);
await app.RunAsync();
