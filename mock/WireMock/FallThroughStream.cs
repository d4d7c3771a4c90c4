using System.Text;

namespace PlanisoContract.Mock.WireMock;

/// <summary>Passes on what a stub answers, keeps its beginning for the journal, and holds back WireMock.Net's answer that no stub matches.</summary>
/// <param name="response">The response that is being written.</param>
/// <param name="inner">Its body.</param>
internal sealed class FallThroughStream(HttpResponse response, Stream inner) : Stream
{
    private const int MaxKeptBytes = 1 << 20;

    private static readonly byte[] NoMatch = Encoding.UTF8.GetBytes("No matching mapping found");

    private readonly MemoryStream _kept = new();

    /// <summary>Whether no stub matched; nothing was sent then.</summary>
    public bool FellThrough { get; private set; }

    /// <summary>The first bytes of what was sent.</summary>
    public ReadOnlyMemory<byte> Kept => _kept.GetBuffer().AsMemory(0, (int)_kept.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_kept.Length == 0 && response.StatusCode == StatusCodes.Status404NotFound && buffer.Span.IndexOf(NoMatch) >= 0)
            FellThrough = true;
        if (FellThrough)
            return;
        _kept.Write(buffer.Span[..Math.Min(buffer.Length, MaxKeptBytes - (int)_kept.Length)]);
        await inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => FellThrough ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException("Kestrel is written to asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
