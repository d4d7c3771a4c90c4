using System.Collections.Concurrent;

namespace PlanisoContract.Conformance.Http;

/// <summary>The keys that were given. A class, not a record: nothing prints what it holds.</summary>
internal sealed class Keys(string full, string? readOnly = null, string? other = null, string? empty = null, string? forbidden = null)
{
    private const string Full = "KEY";

    private readonly ConcurrentDictionary<string, string> _byVariable = new(new (string Variable, string? Key)[]
    {
        (Full, full), ("READONLY_KEY", readOnly), ("OTHER_KEY", other), ("EMPTY_KEY", empty), ("FORBIDDEN_KEY", forbidden),
    }.Where(pair => pair.Key is not null).ToDictionary(pair => pair.Variable, pair => pair.Key!));

    /// <summary>Raised with each key that takes the place of an expired one.</summary>
    public event Action<string>? Renewed;

    /// <summary>Each key that was given, with the name of the shell variable that stands for it in all output.</summary>
    public IReadOnlyDictionary<string, string> ByVariable => _byVariable;

    /// <summary>Puts a key in the place of the one with all rights.</summary>
    public void Replace(string key)
    {
        // First, so that nothing of it is shown.
        Renewed?.Invoke(key);
        _byVariable[Full] = key;
    }

    /// <summary>What names the credentials that were given, as their options do; never a key.</summary>
    public IEnumerable<string> Names => ByVariable.Keys.Select(variable => variable.ToLowerInvariant().Replace('_', '-'));

    /// <summary>The variable of a credential's key, or null where it has none of its own.</summary>
    public static string? VariableOf(Credential who) => who switch
    {
        Credential.Full or Credential.WrongScheme or Credential.InUrl or Credential.InQuery or Credential.InBasic or Credential.InCookie => "KEY",
        Credential.ReadOnly => "READONLY_KEY",
        Credential.Other => "OTHER_KEY",
        Credential.Empty => "EMPTY_KEY",
        Credential.Forbidden => "FORBIDDEN_KEY",
        _ => null,
    };

    /// <summary>The option that gives a credential's key.</summary>
    public static string OptionOf(Credential who) => who switch
    {
        Credential.ReadOnly => "--readonly-key",
        Credential.Other => "--other-key",
        Credential.Empty => "--empty-key",
        Credential.Forbidden => "--forbidden-key",
        _ => "--key",
    };

    /// <summary>The key of a credential, or null where none was given.</summary>
    public string? Of(Credential who) => VariableOf(who) is { } variable ? ByVariable.GetValueOrDefault(variable) : null;
}
