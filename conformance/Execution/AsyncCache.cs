using System.Collections.Concurrent;

namespace PlanisoContract.Conformance.Execution;

/// <summary>Facts of a run that are found out when the first check asks, and then shared by all.</summary>
internal sealed class AsyncCache<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _facts = [];

    public async Task<T> Get(string name, Func<Task<T>> find)
    {
        var finding = _facts.GetOrAdd(name, _ => new(find));
        try
        {
            return await finding.Value;
        }
        catch (Exception)
        {
            // The next one who asks tries again: one lost connection must not decide a whole run.
            _facts.TryRemove(KeyValuePair.Create(name, finding));
            throw;
        }
    }
}
