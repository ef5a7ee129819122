namespace Selvedge.Gateway.Samples;

internal sealed partial class SampleSender
{
    [LoggerMessage(3, LogLevel.Error, "The sample's {Kind} {Key} was refused: {Code}, {Detail}")]
    private static partial void LogRefused(ILogger log, string kind, string key, string code, string detail);

    [LoggerMessage(4, LogLevel.Warning, "The sample waits: {Reason}")]
    private static partial void LogWaiting(ILogger log, string reason);
}
