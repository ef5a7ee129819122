namespace Orleans.Runtime;

public class OrleansException : Exception
{
    public OrleansException() { }

    public OrleansException(string message) : base(message) { }

    public OrleansException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>A call could not be brought to its grain, and did not run.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message) : base(message) { }

    internal OrleansMessageRejectionException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>The silo has not started or is stopping.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    public SiloUnavailableException() : base("The silo is not available.") { }

    public SiloUnavailableException(string msg) : base(msg) { }

    public SiloUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}
