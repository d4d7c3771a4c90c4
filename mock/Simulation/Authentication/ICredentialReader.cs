using PlanisoContract.Mock.Simulation.Modes;

namespace PlanisoContract.Mock.Simulation.Authentication;

/// <summary>How an API's requests carry their key, and what it answers to one that is missing or wrong.</summary>
internal interface ICredentialReader
{
    /// <summary>The key that a request carries, and where.</summary>
    Credentials Credentials(SimulatedRequest request);

    /// <summary>The login that the key's owner wants to act for, or null.</summary>
    string? SwitchUser(SimulatedRequest request);

    /// <summary>The headers of a refusal with status 401.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Challenge(ActiveModes modes);
}

/// <summary>Where a request carries its key.</summary>
internal enum KeyLocation
{
    None,

    /// <summary>Where the document demands it first.</summary>
    Proper,

    /// <summary>In a query parameter that the document declares.</summary>
    Query,

    /// <summary>As the user of HTTP's Basic, which the document declares.</summary>
    Basic,

    /// <summary>In a cookie that the document declares.</summary>
    Cookie,
    OtherScheme,

    /// <summary>In a query parameter that the document does not declare.</summary>
    Url,
}

/// <summary>The keys that a request may mean, in the order in which to try them.</summary>
internal readonly record struct Credentials(KeyLocation Location, params string[] Keys);
