using Selvedge.Clustering;
using Selvedge.Gateway;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Orders;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Telemetry;
using Selvedge.Journal;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddJournal(await NodeDatabase.ConnectAsync(builder));
builder.Services.AddActors();
