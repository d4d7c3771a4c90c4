using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PlanisoContract.Spec;
using SharpYaml;
using SharpYaml.Serialization;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>
/// The text of a document with members added to its objects, and nothing else changed: a line for each in block style, where the object
/// begins; within the line in flow style.
/// </summary>
internal sealed partial class DraftText
{
    // With their breaks, which need not be all the same.
    private readonly List<string> _lines;
    private readonly string _break;
    private readonly Dictionary<string, (YamlMappingNode Node, int KeyLine)> _objects = [];
    private readonly SortedDictionary<int, List<string>> _below = [];
    private readonly SortedDictionary<(int Line, int Column), List<string>> _within = [];
    private readonly SortedDictionary<int, List<string>> _comments = [];
    private readonly HashSet<(Mark, string)> _added = [];

    /// <param name="yaml">YAML that was read already, so that it is known to be right.</param>
    public DraftText(string yaml)
    {
        _break = yaml.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        _lines = [.. Lines().Matches(yaml).Select(line => line.Value)];
        Note(RootOf(yaml), "", -1, new(ReferenceEqualityComparer.Instance));
    }

    /// <summary>Whether lines can be added to YAML: its root is in block style.</summary>
    public static bool TakesLines(string yaml) => RootOf(yaml) is YamlMappingNode { Style: not YamlStyle.Flow };

    /// <summary>The members of an object, or null where there is none.</summary>
    public IEnumerable<string>? MembersOf(string pointer) =>
        _objects.TryGetValue(pointer, out var found) ? found.Node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!) : null;

    /// <summary>Adds a member to an object.</summary>
    /// <param name="pointer">Where the object stands.</param>
    /// <param name="member">Its name.</param>
    /// <param name="value">Its value in flow style.</param>
    /// <param name="guess">Why it is thought to be so, where that is a guess.</param>
    /// <returns>Whether it could be added: there is such an object, without such a member.</returns>
    public bool Add(string pointer, string member, string value, string? guess = null)
    {
        // An object with two names (an anchor) is one.
        if (!_objects.TryGetValue(pointer, out var found) || MembersOf(pointer)!.Contains(member) || !_added.Add((found.Node.Start, member)))
            return false;
        var (node, keyLine) = found;
        var line = $"{BlockYaml.Scalar(member)}: {value}";
        if (node.Style == YamlStyle.Flow || node.Children.Count == 0)
        {
            At(_within, (node.Start.Line, Brace(node.Start))).Add(line + (node.Children.Count == 0 ? "" : ", "));
            if (guess is not null)
                At(_comments, node.Start.Line).Add($"{line}, {guess}");
            return true;
        }
        var first = node.Children.First().Key.Start;
        At(_below, keyLine >= 0 && first.Line > keyLine ? keyLine + 1 : first.Line)
            .Add(new string(' ', first.Column) + line + (guess is null ? "" : $"  # guess: {guess}; confirm or delete"));
        return true;
    }

    /// <summary>Adds lines before the first member of the document.</summary>
    public void AddAtTop(IEnumerable<string> lines)
    {
        var first = _objects[""].Node.Children.First().Key.Start;
        At(_below, first.Line).AddRange(lines.Select(line => new string(' ', first.Column) + line));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        for (var line = 0; line < _lines.Count; line++)
        {
            foreach (var added in _below.GetValueOrDefault(line) ?? [])
                text.Append(added).Append(_break);
            if (_comments.GetValueOrDefault(line) is { } guesses)
                text.Append(' ', _lines[line].Length - _lines[line].TrimStart(' ').Length).Append("# guess: ").AppendJoin("; ", guesses).Append("; confirm or delete").Append(_break);
            text.Append(Line(line));
        }
        return text.ToString();
    }

    private string Line(int number)
    {
        var line = _lines[number];
        foreach (var ((_, column), added) in _within.Where(within => within.Key.Line == number).Reverse())
            line = line.Insert(column, string.Concat(added));
        return line;
    }

    private static YamlNode RootOf(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }

    private int Brace(Mark start) => _lines[start.Line].IndexOf('{', start.Column) + 1;

    private static List<string> At<TKey>(SortedDictionary<TKey, List<string>> places, TKey place)
        where TKey : notnull
    {
        if (!places.TryGetValue(place, out var lines))
            places[place] = lines = [];
        return lines;
    }

    private void Note(YamlNode node, string pointer, int keyLine, Dictionary<YamlNode, int> known)
    {
        // An alias is the node itself once more, which stands where its anchor does.
        keyLine = known.TryAdd(node, keyLine) ? keyLine : known[node];
        switch (node)
        {
            case YamlMappingNode mapping:
                _objects[pointer] = (mapping, keyLine);
                foreach (var (key, value) in mapping.Children)
                    Note(value, Pointer.Down(pointer, ((YamlScalarNode)key).Value!), key.Start.Line, known);
                break;
            case YamlSequenceNode sequence:
                foreach (var (index, element) in sequence.Children.Index())
                    Note(element, Pointer.Down(pointer, index.ToString(CultureInfo.InvariantCulture)), -1, known);
                break;
        }
    }

    // Those that YAML 1.1 has (4.2).
    [GeneratedRegex("[^\r\n\u0085\u2028\u2029]*(\r\n|[\r\n\u0085\u2028\u2029])|[^\r\n\u0085\u2028\u2029]+$")]
    private static partial Regex Lines();
}
