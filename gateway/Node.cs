using Microsoft.Extensions.DependencyInjection.Extensions;
using Selvedge.Clustering;
using Selvedge.Gateway.Alerts;
using Selvedge.Gateway.Alerts.Feeds;
using Selvedge.Gateway.Alerts.Links;
using Selvedge.Gateway.Approvals;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Brands;
using Selvedge.Gateway.BulkActs;
using Selvedge.Gateway.Calendars;
using Selvedge.Gateway.Chases;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.Dcsa;
using Selvedge.Gateway.Discrepancies;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Edi;
using Selvedge.Gateway.Figures;
using Selvedge.Gateway.Imports;
using Selvedge.Gateway.Materials;
using Selvedge.Gateway.LineReviews;
using Selvedge.Gateway.OrderLife;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Samples;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Sheets;
using Selvedge.Gateway.Shipments;
using Selvedge.Gateway.SignIn;
using Selvedge.Gateway.Staff;
using Selvedge.Gateway.StyleLife;
using Selvedge.Gateway.Telemetry;
using Selvedge.Gateway.Views;
using Selvedge.Gateway.Webhooks;
using Selvedge.Gateway.Walls;
using Selvedge.Gateway.WhatIfs;
using Selvedge.Gateway.WorkQueues;
using Selvedge.Journal;

namespace Selvedge.Gateway;

/// <summary>What one node is made of: gateway and silo in one process.</summary>
internal static class Node
{
    /// <summary>Everything but the database, which must have been brought up to date, and the address to listen on.</summary>
    /// <param name="time">Says what day it is, to actors and wakes alike.</param>
    public static WebApplication Build(WebApplicationBuilder builder, string connectionString, TimeProvider time)
    {
        builder.Services.AddSingleton(time);
        builder.Services.TryAddSingleton(builder.Configuration.GetSection("Selvedge:Journal").Get<JournalOptions>() ?? new JournalOptions());
        builder.Services.AddJournal(connectionString);
        builder.Services.AddActors(silo =>
        {
            silo.ConnectionString = connectionString;
            builder.Configuration.GetSection("Selvedge:Silo").Bind(silo);
        });
        builder.Services.AddResponseCompression(packing => packing.EnableForHttps = true);
        builder.Services.AddProblems();
        builder.Services.AddSecurity();
        builder.Services.AddSignIn(builder.Configuration);
        builder.Services.AddBoards();
        builder.Services.AddPartners();
        builder.Services.AddPartnerAccess(builder.Configuration);
        builder.Services.AddWebhooks(builder.Configuration);
        builder.Services.AddProduction();
        builder.Services.AddApprovals();
        builder.Services.AddConversations();
        builder.Services.AddFigures();
        builder.Services.AddLineReviews();
        builder.Services.AddShipments();
        builder.Services.AddEdi();
        builder.Services.AddDcsa();
        builder.Services.AddAlerts(builder.Configuration);
        builder.Services.AddBrands();
        builder.Services.AddBulkActs();
        builder.Services.AddChases();
        builder.Services.AddOrderDocuments();
        builder.Services.AddStyleLife();
        builder.Services.AddWorkQueues();
        builder.Services.AddSamples(builder.Configuration);
        builder.Services.AddTelemetry();
        builder.Services.AddSingleton<Shutdown>().AddSingleton<IHostLifetime>(provider => provider.GetRequiredService<Shutdown>());
        // Outside of the filter that the framework adds first.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, AskedByAddress>());
        builder.Services.AddDocs();

        var app = builder.Build();
        app.UseResponseCompression();
        app.UseProblems();
        app.UseSignIn();
        app.UsePeople();
        app.UseListSheets();
        app.MapEvents().MapTokens().MapPartners().MapWebhooks();
        app.MapProduction();
        app.MapStyleLife();
        app.MapOrderLife().MapOrderDocuments().MapBrands();
        app.MapApprovals().MapMaterials().MapReorders();
        app.MapConversations();
        app.MapLineReviews();
        app.MapShipments().MapEdi().MapDcsa();
        app.MapStaff();
        app.MapAlerts().MapAlertChoices().MapAlertLinks().MapDueDateFeeds();
        app.MapViews();
        app.MapWallLinks();
        app.MapCalendarTemplates().MapWorkingCalendars().MapTailoring();
        app.MapWhatIfs().MapBulkActs();
        app.MapChases();
        app.MapFigures();
        app.MapWorkQueues().MapDiscrepancies();
        app.MapImports();
        app.MapSheets();
        app.MapBoards();
        app.MapTelemetry();
        app.MapDocs();
        app.MapProblems();
        app.UsePages(builder.Configuration["Selvedge:Pages"]);
        return app;
    }
}
