import java.util.Arrays;
import org.zeromq.ZMQ;

/** A Dealer of JeroMQ, which talks to an echo: arguments ADDRESS MESSAGES. Says how many came back as they were sent. */
public class Echoed {
  public static void main(String[] arguments) {
    ZMQ.Context context = ZMQ.context(1);
    ZMQ.Socket dealer = context.socket(ZMQ.DEALER);
    dealer.setIdentity("claimed".getBytes());
    dealer.setReceiveTimeOut(10_000);
    dealer.connect(arguments[0]);
    int messages = Integer.parseInt(arguments[1]);
    int echoed = 0;
    for (int i = 0; i < messages; i++) {
      byte[] payload = new byte[i * 4096 / messages];
      Arrays.fill(payload, (byte) i);
      dealer.sendMore(new byte[0]);
      dealer.send(payload);
      byte[] delimiter = dealer.recv();
      if (delimiter == null || delimiter.length > 0 || !dealer.hasReceiveMore()) break;
      if (Arrays.equals(dealer.recv(), payload)) echoed++;
    }
    System.out.println(echoed);
    dealer.setLinger(0);
    dealer.close();
    context.term();
  }
}
