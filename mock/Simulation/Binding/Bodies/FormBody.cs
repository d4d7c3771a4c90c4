using System.Globalization;
using System.Text.Unicode;

namespace PlanisoContract.Mock.Simulation.Binding.Bodies;

/// <summary>A form-encoded body as input, with brackets as PHP reads them: <c>a[b]=1</c>, <c>a[]=1</c>, <c>a[0]=1</c>; and as Rails does: <c>a[][b]=1&amp;a[][c]=2</c>.</summary>
internal static class FormBody
{
    private const int MaxDepth = 64;

    /// <summary>What the body says, or null with the reason why it cannot be read.</summary>
    public static BodyValue.Members? Read(ReadOnlySpan<byte> body, out string problem)
    {
        problem = "";
        var members = new BodyValue.Members();
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
                continue;
            var cut = pair.IndexOf((byte)'=');
            var name = Decode(cut < 0 ? pair : pair[..cut]);
            var value = cut < 0 ? "" : Decode(pair[(cut + 1)..]);
            if (name is null || value is null)
            {
                problem = "The body is not UTF-8.";
                return null;
            }
            if (Path(name) is not { } path)
            {
                problem = $"A bracket in {name} is never closed.";
                return null;
            }
            if (path.Count > MaxDepth)
            {
                problem = $"The body is nested more than {MaxDepth} deep.";
                return null;
            }
            Put(members, path, new BodyValue.Scalar(value, BodyValueKind.Form));
        }
        return members;
    }

    // A percent sign without two digits behind it stands for itself, as it does for PHP.
    private static string? Decode(ReadOnlySpan<byte> text)
    {
        Span<byte> decoded = text.Length <= 512 ? stackalloc byte[text.Length] : new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length
                && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                decoded[length++] = octet;
                i += 2;
            }
            else
            {
                decoded[length++] = text[i] == '+' ? (byte)' ' : text[i];
            }
        }
        return Utf8.IsValid(decoded[..length]) ? InternedTexts.Of(decoded[..length]) : null;
    }

    // Null where a bracket is not closed.
    private static List<string>? Path(string name)
    {
        List<string> path = [];
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0)
            return [name];
        path.Add(name[..open]);
        while (open < name.Length && name[open] == '[')
        {
            var close = name.IndexOf(']', open);
            if (close < 0)
                return null;
            path.Add(name[(open + 1)..close]);
            open = close + 1;
        }
        return path;
    }

    private static void Put(BodyValue.Members members, List<string> path, BodyValue value)
    {
        for (var i = 0; i < path.Count - 1; i++)
        {
            var name = Continues(members, path, i) ? Last(members) : Name(members, path[i]);
            if (members[name] is not BodyValue.Members inner)
                members[name] = inner = new BodyValue.Members();
            members = inner;
        }
        var last = Name(members, path[^1]);
        // As PHP reads it: the last one counts, unless somebody asks for the others.
        members[last] = members[last] is BodyValue.Scalar earlier && value is BodyValue.Scalar later ? later.After(earlier) : value;
    }

    // A name behind an empty pair of brackets belongs to the last element, unless that has the name already.
    private static bool Continues(BodyValue.Members members, List<string> path, int at) => path[at].Length == 0 && path[at + 1].Length > 0
        && members.Count > 0 && members[Last(members)] is BodyValue.Members last && last[path[at + 1]] is null;

    private static string Last(BodyValue.Members members) => Name(members.Count - 1);

    // An empty pair of brackets takes the next free index.
    private static string Name(BodyValue.Members members, string name) =>
        name.Length > 0 ? name : Name(members.Count);

    private static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);
}
