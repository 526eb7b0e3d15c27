"""Starts the pretend providers and runs them until the laptop is switched off."""

import logging
import os
import signal
import threading
from pathlib import Path

from infra.local import clock
from infra.local.machine import LOOPBACK
from infra.local.providers.chaos import Chaos
from infra.local.providers.desk import Desk
from infra.local.providers.publisher import AwsWires, Publisher
from infra.local.providers.server import ProviderServer
from infra.local.providers.store import OutboxStore

log = logging.getLogger("infra.local.providers")


def main() -> None:
    """Serve on `PMX_PROVIDER_PORT` of this machine until asked to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    stopping = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.set())

    store = OutboxStore(Path(os.environ["PMX_DATA"]))
    desk = Desk(
        store=store,
        chaos=Chaos(store),
        template_name=os.environ["PMX_EMAIL_TEMPLATE"],
        now=clock.now,
    )
    publisher = Publisher(store, wires=AwsWires(os.environ))
    port = int(os.environ["PMX_PROVIDER_PORT"])
    with ProviderServer((LOOPBACK, port), desk=desk) as server:
        publisher.start()
        threading.Thread(target=server.serve_forever, name="providers", daemon=True).start()
        log.info("pretend providers are ready")
        stopping.wait()
        server.shutdown()
    publisher.stop()
    store.close()


if __name__ == "__main__":
    main()
