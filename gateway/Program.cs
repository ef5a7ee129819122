using Selvedge.Gateway;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Telemetry;
using Selvedge.Gateway.TimeTravel;

var verifies = args is [VerifyCommand.Name, ..];
var stopsDatabase = args is ["stop-database", ..];
// The settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = verifies || stopsDatabase ? args[1..] : args, ContentRootPath = AppContext.BaseDirectory });
builder.Logging.AddTelemetry();
builder.Configuration.Sources.Insert(0, Settings.Defaults);
SafeByDefault.Check(builder.Configuration);

using var starting = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole().AddTelemetry());
if (stopsDatabase)
{
    await NodeDatabase.StopUnusedAsync(builder.Configuration, starting.CreateLogger("Selvedge.Database"));
    return 0;
}

await using var database = await NodeDatabase.OpenAsync(builder.Configuration, starting.CreateLogger("Selvedge.Database"));
if (verifies)
    return await VerifyCommand.RunAsync(database.ConnectionString, Console.Out);

var node = Node.Build(builder, database.ConnectionString, TimeProvider.System);
var stopping = node.Lifetime.ApplicationStopping;
try
{
    await node.RunAsync();
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Told to stop before it was ready: that is no failure.
}

return 0;
