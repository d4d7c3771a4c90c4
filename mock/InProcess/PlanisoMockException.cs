namespace PlanisoContract.Mock;

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
