namespace PlanisoContract.Mock.InProcess;

/// <summary>How a connection can fail (wiremock.org, "Simulating Faults").</summary>
public enum ConnectionFault
{
    /// <summary>It is closed without an answer.</summary>
    Empty,

    /// <summary>It is reset.</summary>
    Reset,

    /// <summary>A status comes, and then what is no HTTP.</summary>
    Malformed,

    /// <summary>What comes is no HTTP.</summary>
    Garbage,
}
