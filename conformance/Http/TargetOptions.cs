using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace PlanisoContract.Conformance.Http;

/// <summary>What a run may do to the target.</summary>
internal enum RunMode
{
    Full,

    /// <summary>Nothing but GET and HEAD, and of those none that changes anything.</summary>
    ReadOnly,
}

/// <summary>The implementation under test, and how it is met.</summary>
/// <param name="Target">Base URL; paths of the contract are appended to it.</param>
/// <param name="Keys">Credentials.</param>
internal sealed record TargetOptions(Uri Target, Keys Keys)
{
    /// <summary>The base URL without a slash at its end, and without the user and password that a URL can hold.</summary>
    public string Base { get; } =
        Target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    public RunMode Mode { get; init; } = RunMode.Full;

    /// <summary>The mode as <c>--mode</c> takes it.</summary>
    public string ModeName => Mode == RunMode.ReadOnly ? "read-only" : "full";

    /// <summary>So many requests at most, those of the cleanup among them; null: no bound.</summary>
    public int? MaxRequests { get; init; }

    /// <summary>So many requests a second at most; null: no bound.</summary>
    public double? Rate { get; init; }

    /// <summary>Whether what the target does not serve is a violation.</summary>
    public bool Strict { get; init; }

    /// <summary>Headers that every request has beside its credential; their values are secrets.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The certificates that alone vouch for the target's; empty: those that the system trusts.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>Whether the target's certificate is not looked at.</summary>
    public bool Insecure { get; init; }

    /// <summary>Prints another key when one has expired; null where there is none.</summary>
    public KeyCommand? KeyCommand { get; init; }

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
