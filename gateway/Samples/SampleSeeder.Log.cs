namespace Selvedge.Gateway.Samples;

internal sealed partial class SampleSeeder
{
    [LoggerMessage(1, LogLevel.Information, "{Progress}")]
    private static partial void LogProgress(ILogger log, SampleProgress.Stretch progress);

    [LoggerMessage(2, LogLevel.Warning, "The sample {Sample} was asked for, but there are purchase orders already: nothing is added to them")]
    private static partial void LogNotAlone(ILogger log, string sample);
}
