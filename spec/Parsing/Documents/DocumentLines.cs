using System.Globalization;
using SharpYaml;
using SharpYaml.Serialization;

namespace PlanisoContract.Spec;

/// <summary>Where in the text of a document its parts stand: the line of a JSON pointer.</summary>
public sealed class DocumentLines
{
    private readonly Dictionary<string, Mark> _starts = [];

    /// <param name="text">YAML that was read already, so that it is known to be right.</param>
    public DocumentLines(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents is [var document, ..])
            Note(document.RootNode, "", document.RootNode.Start);
    }

    /// <summary>The line where it begins, that of the key where it has one. Of what is not there, where the nearest thing around it begins.</summary>
    public int Of(string pointer) => PositionOf(pointer).Line;

    /// <summary>The line and the column where it begins, from 1.</summary>
    public (int Line, int Column) PositionOf(string pointer)
    {
        for (var at = pointer; at.Length > 0; at = at[..at.LastIndexOf('/')])
        {
            if (_starts.TryGetValue(at, out var start))
                return (start.Line + 1, start.Column + 1);
        }
        return (1, 1);
    }

    private void Note(YamlNode node, string pointer, Mark start)
    {
        _starts[pointer] = start;
        switch (node)
        {
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping.Children)
                    Note(value, Pointer.Down(pointer, ((YamlScalarNode)key).Value!), key.Start);
                break;
            case YamlSequenceNode sequence:
                foreach (var (index, element) in sequence.Children.Index())
                    Note(element, Pointer.Down(pointer, index.ToString(CultureInfo.InvariantCulture)), element.Start);
                break;
        }
    }
}
