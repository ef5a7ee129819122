namespace Selvedge.Gateway.Samples;

internal sealed partial class SampleSeeder
{
    [LoggerMessage(1, LogLevel.Information, "{Progress}")]
    private static partial void LogProgress(ILogger log, SampleProgress.Stretch progress);

    [LoggerMessage(2, LogLevel.Warning, "The sample {Sample} was asked for, but there are purchase orders already: nothing is added to them")]
    private static partial void LogNotAlone(ILogger log, string sample);

    [LoggerMessage(3, LogLevel.Error, "The sample's {Kind} {Key} was refused: {Code}, {Detail}")]
    private static partial void LogRefused(ILogger log, string kind, string key, string code, string detail);

    [LoggerMessage(4, LogLevel.Warning, "The sample waits: {Reason}")]
    private static partial void LogWaiting(ILogger log, string reason);
}
