using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Selvedge.Gateway.Telemetry;

/// <summary>
/// Collects metrics for as long as the host runs; sends them and the traces by OTLP too where the usual environment
/// variable says to where.
/// </summary>
internal sealed class Collection : IHostedService, IDisposable
{
    private const string OtlpVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private readonly MeterProvider metrics;
    private readonly TracerProvider? traces;

    public Collection(PrometheusExporter prometheus, IMeterFactory meters, IConfiguration configuration)
    {
        var sends = !string.IsNullOrEmpty(configuration[OtlpVariable]);
        var builder = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Name)
            .AddMeter("Selvedge.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "Npgsql", "System.Runtime")
            .AddView(instrument => IsForeign(instrument.Meter.Scope, meters) ? MetricStreamConfiguration.Drop : null)
            .AddReader(new BaseExportingMetricReader(prometheus));
        metrics = (sends ? builder.AddOtlpExporter() : builder).Build();
        if (sends)
            traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Name).AddSource("Selvedge.*", "Microsoft.AspNetCore").AddOtlpExporter().Build();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        metrics.Dispose();
        traces?.Dispose();
    }

    // Meters are found by name in the whole process; a node counts its own and what belongs to no host.
    private static bool IsForeign(object? scope, IMeterFactory own) => scope is IMeterFactory factory && factory != own;

    // The environment comes last, so that OTEL_SERVICE_NAME wins.
    private static void Name(ResourceBuilder resource) => resource.AddService("selvedge").AddEnvironmentVariableDetector();
}
