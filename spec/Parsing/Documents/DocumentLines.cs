using System.Globalization;
using System.Text;
using System.Text.Json;
using SharpYaml;
using SharpYaml.Serialization;

namespace PlanisoContract.Spec;

/// <summary>Where in the text of a document its parts stand: the line of a JSON pointer.</summary>
public sealed class DocumentLines
{
    private readonly Dictionary<string, (int Line, int Column)> _starts = [];

    /// <param name="text">YAML or JSON that was read already, so that it is known to be right.</param>
    public DocumentLines(string text)
    {
        if (YamlText.Json(text, out _) is not null)
        {
            var json = Encoding.UTF8.GetBytes(text);
            var reader = new Utf8JsonReader(json);
            reader.Read();
            Note(ref reader, "", reader.TokenStartIndex, new JsonPosition(json));
            return;
        }
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
                return start;
        }
        return (1, 1);
    }

    private void Note(YamlNode node, string pointer, Mark start)
    {
        _starts[pointer] = (start.Line + 1, start.Column + 1);
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

    private void Note(ref Utf8JsonReader reader, string pointer, long start, JsonPosition position)
    {
        _starts[pointer] = position.Of((int)start);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (name, key) = (reader.GetString()!, reader.TokenStartIndex);
                reader.Read();
                Note(ref reader, Pointer.Down(pointer, name), key, position);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                Note(ref reader, Pointer.Down(pointer, index.ToString(CultureInfo.InvariantCulture)), reader.TokenStartIndex, position);
        }
    }

    /// <summary>Lines and columns of places in UTF-8, asked for in their order.</summary>
    private sealed class JsonPosition(byte[] json)
    {
        private int _at, _line, _lineStart;

        public (int Line, int Column) Of(int at)
        {
            for (; _at < at; _at++)
            {
                if (json[_at] == '\n')
                    (_line, _lineStart) = (_line + 1, _at + 1);
            }
            return (_line + 1, Encoding.UTF8.GetCharCount(json.AsSpan(_lineStart, at - _lineStart)) + 1);
        }
    }
}
