namespace PlanisoContract.Mock.InProcess;

/// <summary>The mock was asked for something that it cannot do; the message says all that is wrong, and where.</summary>
public sealed class PlanisoMockException : Exception
{
    /// <summary>Without a message.</summary>
    public PlanisoMockException()
    {
    }

    /// <summary>With what is wrong.</summary>
    public PlanisoMockException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong, and what it comes from.</summary>
    public PlanisoMockException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

/// <summary>Other requests came than expected; the message says which, and which were nearest.</summary>
public sealed class PlanisoVerificationException : Exception
{
    /// <summary>Without a message.</summary>
    public PlanisoVerificationException()
    {
    }

    /// <summary>With what was expected and what came.</summary>
    public PlanisoVerificationException(string message) : base(message)
    {
    }

    /// <summary>With what was expected and what came, and what it comes from.</summary>
    public PlanisoVerificationException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
