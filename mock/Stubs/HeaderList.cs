using System.Collections;
using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Stubs;

/// <summary>The headers of a request in the order sent. Names are compared without regard to case (RFC 9110, 5.1).</summary>
internal readonly struct HeaderList(KeyValuePair<string, StringValues>[] headers) : IEnumerable<KeyValuePair<string, StringValues>>
{
    private readonly KeyValuePair<string, StringValues>[] _headers = headers;

    public static HeaderList Of(IHeaderDictionary headers)
    {
        var copy = new KeyValuePair<string, StringValues>[headers.Count];
        headers.CopyTo(copy, 0);
        return new HeaderList(copy);
    }

    /// <summary>All values of a header in the order sent; none where it is absent.</summary>
    public StringValues this[string name]
    {
        get
        {
            foreach (var (known, values) in _headers ?? [])
            {
                if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return values;
            }
            return StringValues.Empty;
        }
    }

    /// <summary>As sent.</summary>
    public ReadOnlySpan<KeyValuePair<string, StringValues>> Sent => _headers;

    /// <summary>What all values take together, in letters.</summary>
    public int Length
    {
        get
        {
            var length = 0;
            foreach (var (_, values) in _headers ?? [])
            {
                foreach (var value in values)
                    length += value?.Length ?? 0;
            }
            return length;
        }
    }

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => (_headers ?? []).AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
