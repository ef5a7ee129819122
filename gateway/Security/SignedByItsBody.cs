namespace Selvedge.Gateway.Security;

/// <summary>On a route whose requests are signed and bring nothing else that says who asks: it finds that out itself, before it does anything.</summary>
internal sealed record SignedByItsBody;
